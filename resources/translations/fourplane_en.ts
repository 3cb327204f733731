<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>QObject</name>
    <message numerus="yes">
        <source>Move %n objects</source>
        <translation>
            <numerusform>Move %n object</numerusform>
            <numerusform>Move %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network policies</source>
        <translation>
            <numerusform>%n network policy</numerusform>
            <numerusform>%n network policies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workloads</source>
        <translation>
            <numerusform>%n workload</numerusform>
            <numerusform>%n workloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n workloads to %1</source>
        <translation>
            <numerusform>Move %n workload to %1</numerusform>
            <numerusform>Move %n workloads to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n namespaces</source>
        <translation>
            <numerusform>%n namespace</numerusform>
            <numerusform>%n namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fold %n namespaces</source>
        <translation>
            <numerusform>Fold %n namespace</numerusform>
            <numerusform>Fold %n namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfold %n namespaces</source>
        <translation>
            <numerusform>Unfold %n namespace</numerusform>
            <numerusform>Unfold %n namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run %n workloads on nodes %1</source>
        <translation>
            <numerusform>Run %n workload on nodes %1</numerusform>
            <numerusform>Run %n workloads on nodes %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections inside</source>
        <translation>
            <numerusform>%n connection inside</numerusform>
            <numerusform>%n connections inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::CanvasView</name>
    <message numerus="yes">
        <source>namespace with %n workloads</source>
        <translation>
            <numerusform>namespace with %n workload</numerusform>
            <numerusform>namespace with %n workloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ChangeRunner</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>refuses %n declared flow(s)</source>
        <translation>
            <numerusform>refuses %n declared flow</numerusform>
            <numerusform>refuses %n declared flows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportFilesModel</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportPanel</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::OverwriteDialog</name>
    <message numerus="yes">
        <source>Replace %n files</source>
        <translation>
            <numerusform>Replace %n file</numerusform>
            <numerusform>Replace %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::SelectionForm</name>
    <message numerus="yes">
        <source>%n workloads</source>
        <translation>
            <numerusform>%n workload</numerusform>
            <numerusform>%n workloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n namespaces</source>
        <translation>
            <numerusform>%n namespace</numerusform>
            <numerusform>%n namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outside endpoints</source>
        <translation>
            <numerusform>%n outside endpoint</numerusform>
            <numerusform>%n outside endpoints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declared flows</source>
        <translation>
            <numerusform>%n declared flow</numerusform>
            <numerusform>%n declared flows</numerusform>
        </translation>
    </message>
</context>
</TS>
