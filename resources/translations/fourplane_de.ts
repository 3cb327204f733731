<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>EffectTree</name>
    <message>
        <source>Changes of the project: %1</source>
        <translation>Änderungen am Projekt: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Attack %1: %2 elements fall instead of %3</source>
        <translation>Angriff %1: %2 Elemente fallen statt %3</translation>
    </message>
    <message>
        <source>Goal %1 no longer falls</source>
        <translation>Ziel %1 fällt nicht mehr</translation>
    </message>
    <message>
        <source>Goal %1 falls now</source>
        <translation>Ziel %1 fällt jetzt</translation>
    </message>
    <message>
        <source>Goal %1: %2 planes must fail instead of %3</source>
        <translation>Ziel %1: %2 Ebenen müssen versagen statt %3</translation>
    </message>
    <message>
        <source>Goal %1 still falls</source>
        <translation>Ziel %1 fällt weiterhin</translation>
    </message>
    <message>
        <source>Goal %1 holds, as before</source>
        <translation>Ziel %1 hält, wie zuvor</translation>
    </message>
    <message>
        <source>No longer fall</source>
        <translation>Fallen nicht mehr</translation>
    </message>
    <message>
        <source>Fall now</source>
        <translation>Fallen jetzt</translation>
    </message>
    <message>
        <source>Steps that close</source>
        <translation>Schritte, die sich schließen</translation>
    </message>
    <message>
        <source>Steps that open</source>
        <translation>Schritte, die sich öffnen</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Declared flows that are refused now</source>
        <translation>Erklärte Flüsse, die jetzt abgewiesen werden</translation>
    </message>
    <message>
        <source>Declared flows that work now</source>
        <translation>Erklärte Flüsse, die jetzt gehen</translation>
    </message>
    <message>
        <source>Findings that go</source>
        <translation>Befunde, die verschwinden</translation>
    </message>
    <message>
        <source>Findings that come</source>
        <translation>Befunde, die dazukommen</translation>
    </message>
</context>
<context>
    <name>ExportFilePane</name>
    <message>
        <source>… %1 KB more, in the file that Save writes</source>
        <translation>… %1 KB mehr, in der Datei, die Speichern schreibt</translation>
    </message>
    <message>
        <source>%1 more, listed under Problems</source>
        <translation>%1 weitere, unter Probleme aufgeführt</translation>
    </message>
</context>
<context>
    <name>ExportTargets</name>
    <message>
        <source>Kubernetes</source>
        <translation>Kubernetes</translation>
    </message>
    <message>
        <source>Namespaces with Pod Security labels, service accounts and NetworkPolicies.</source>
        <translation>Namespaces mit Pod-Security-Labels, ServiceAccounts und NetworkPolicies.</translation>
    </message>
    <message>
        <source>Cluster network policies</source>
        <translation>Clusterweite Netz-Policies</translation>
    </message>
    <message>
        <source>ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy.</source>
        <translation>ClusterNetworkPolicy, AdminNetworkPolicy und BaselineAdminNetworkPolicy.</translation>
    </message>
    <message>
        <source>Istio with sidecars</source>
        <translation>Istio mit Sidecars</translation>
    </message>
    <message>
        <source>PeerAuthentications, AuthorizationPolicies, ServiceEntries and Sidecars.</source>
        <translation>PeerAuthentications, AuthorizationPolicies, ServiceEntries und Sidecars.</translation>
    </message>
    <message>
        <source>Istio in ambient mode</source>
        <translation>Istio im Ambient-Modus</translation>
    </message>
    <message>
        <source>PeerAuthentications, AuthorizationPolicies for ztunnels and waypoints, and the waypoints.</source>
        <translation>PeerAuthentications, AuthorizationPolicies für ztunnel und Waypoints und die Waypoints.</translation>
    </message>
    <message>
        <source>Linkerd</source>
        <translation>Linkerd</translation>
    </message>
    <message>
        <source>Servers, the policies that authorize their callers, and default inbound policies.</source>
        <translation>Server, die Policies, die ihre Aufrufer zulassen, und Vorgaben für eingehende Aufrufe.</translation>
    </message>
    <message>
        <source>Cilium</source>
        <translation>Cilium</translation>
    </message>
    <message>
        <source>CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies.</source>
        <translation>CiliumNetworkPolicies und CiliumClusterwideNetworkPolicies.</translation>
    </message>
    <message>
        <source>Open Policy Agent</source>
        <translation>Open Policy Agent</translation>
    </message>
    <message>
        <source>A Rego v1 bundle that decides as the simulation does, with its tests.</source>
        <translation>Ein Bundle in Rego v1, das entscheidet wie die Simulation, mit Tests.</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Roles and rights in PostgreSQL, Qdrant, Milvus and Weaviate.</source>
        <translation>Rollen und Rechte in PostgreSQL, Qdrant, Milvus und Weaviate.</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Vault</translation>
    </message>
    <message>
        <source>Policies and roles of HashiCorp Vault for the secrets of the design.</source>
        <translation>Policies und Rollen von HashiCorp Vault für die Geheimnisse des Entwurfs.</translation>
    </message>
    <message>
        <source>Kubernetes API rights</source>
        <translation>Rechte an der Kubernetes-API</translation>
    </message>
    <message>
        <source>Roles, ClusterRoles and their bindings.</source>
        <translation>Roles, ClusterRoles und ihre Bindings.</translation>
    </message>
    <message>
        <source>SPIRE</source>
        <translation>SPIRE</translation>
    </message>
    <message>
        <source>A ClusterSPIFFEID for each workload, for the SPIRE controller manager.</source>
        <translation>Eine ClusterSPIFFEID je Workload, für den Controller-Manager von SPIRE.</translation>
    </message>
    <message>
        <source>Workload patches</source>
        <translation>Workload-Patches</translation>
    </message>
    <message>
        <source>Patches of the workloads: service accounts, tokens, security contexts, runtime classes and placement.</source>
        <translation>Patches der Workloads: ServiceAccounts, Tokens, Security-Contexts, Runtime-Klassen und Platzierung.</translation>
    </message>
    <message>
        <source>Admission policies</source>
        <translation>Admission-Policies</translation>
    </message>
    <message>
        <source>ValidatingAdmissionPolicies that hold the pods of each workload to what was simulated.</source>
        <translation>ValidatingAdmissionPolicies, die die Pods jedes Workloads auf das festlegen, was simuliert wurde.</translation>
    </message>
    <message>
        <source>Kyverno</source>
        <translation>Kyverno</translation>
    </message>
    <message>
        <source>The rules of the target admission as policies of Kyverno, and signatures of images.</source>
        <translation>Die Regeln des Ziels Admission als Regeln von Kyverno, und Signaturen von Images.</translation>
    </message>
    <message>
        <source>External Secrets</source>
        <translation>External Secrets</translation>
    </message>
    <message>
        <source>SecretStores and ExternalSecrets that copy secrets of Vault for the workloads that are given them.</source>
        <translation>SecretStores und ExternalSecrets, die Geheimnisse aus Vault für die Workloads kopieren, die sie bekommen.</translation>
    </message>
    <message>
        <source>Egress gateway</source>
        <translation>Egress-Gateway</translation>
    </message>
    <message>
        <source>The allow-lists of egress proxies as egress gateways or waypoints of Istio.</source>
        <translation>Die Erlaubnislisten der Egress-Proxys als Egress-Gateways oder Waypoints von Istio.</translation>
    </message>
    <message>
        <source>AI gateway</source>
        <translation>KI-Gateway</translation>
    </message>
    <message>
        <source>Tool scopes as MCPRoutes of Envoy AI Gateway, and limits of requests and tokens.</source>
        <translation>Tool-Bereiche als MCPRoutes von Envoy AI Gateway, und Grenzen für Anfragen und Token.</translation>
    </message>
    <message>
        <source>Admin tier</source>
        <translation>Admin-Ebene</translation>
    </message>
    <message>
        <source>ClusterNetworkPolicies that hold for the whole cluster what owners of namespaces must not loosen.</source>
        <translation>ClusterNetworkPolicies, die im ganzen Cluster festhalten, was Eigentümer von Namespaces nicht lockern dürfen.</translation>
    </message>
    <message>
        <source>Admin tier, v1alpha1</source>
        <translation>Admin-Ebene, v1alpha1</translation>
    </message>
    <message>
        <source>The same as AdminNetworkPolicies and a BaselineAdminNetworkPolicy.</source>
        <translation>Dasselbe als AdminNetworkPolicies und eine BaselineAdminNetworkPolicy.</translation>
    </message>
</context>
<context>
    <name>FileClaim</name>
    <message>
        <source>another program</source>
        <translation>ein anderes Programm</translation>
    </message>
    <message>
        <source>another window</source>
        <translation>ein anderes Fenster</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>Prozess %1 auf %2</translation>
    </message>
</context>
<context>
    <name>LensBar</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Move %n objects</source>
        <translation>
            <numerusform>%n Objekt verschieben</numerusform>
            <numerusform>%n Objekte verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>%1 beschriften</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Connect %1 to %2</source>
        <translation>%1 mit %2 verbinden</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>default-deny</source>
        <translation>Default-Deny</translation>
    </message>
    <message numerus="yes">
        <source>%n network policies</source>
        <translation>
            <numerusform>%n NetworkPolicy</numerusform>
            <numerusform>%n NetworkPolicies</numerusform>
        </translation>
    </message>
    <message>
        <source>no network policy</source>
        <translation>keine NetworkPolicy</translation>
    </message>
    <message>
        <source>no pod security</source>
        <translation>keine Pod Security</translation>
    </message>
    <message>
        <source>mesh allow-list</source>
        <translation>Mesh-Allowlist</translation>
    </message>
    <message>
        <source>mTLS strict</source>
        <translation>mTLS strikt</translation>
    </message>
    <message>
        <source>%1, +%2</source>
        <translation>%1, +%2</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>Größe von %1 ändern</translation>
    </message>
    <message>
        <source>every port</source>
        <translation>jeder Port</translation>
    </message>
    <message numerus="yes">
        <source>%n workloads</source>
        <translation>
            <numerusform>%n Workload</numerusform>
            <numerusform>%n Workloads</numerusform>
        </translation>
    </message>
    <message>
        <source>Move %1 to %2</source>
        <translation>%1 nach %2 verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Move %n workloads to %1</source>
        <translation>
            <numerusform>%n Workload nach %1 verschieben</numerusform>
            <numerusform>%n Workloads nach %1 verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Add namespace %1</source>
        <translation>Namespace %1 hinzufügen</translation>
    </message>
    <message>
        <source>Add node pool %1</source>
        <translation>Knotenpool %1 hinzufügen</translation>
    </message>
    <message>
        <source>Make it part of tenant %1</source>
        <translation>Dem Mandanten %1 zuordnen</translation>
    </message>
    <message>
        <source>no node takes it</source>
        <translation>kein Knoten nimmt ihn</translation>
    </message>
    <message>
        <source>on any of %1 node pools</source>
        <translation>in einem von %1 Knotenpools</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message numerus="yes">
        <source>%n namespaces</source>
        <translation>
            <numerusform>%n Namespace</numerusform>
            <numerusform>%n Namespaces</numerusform>
        </translation>
    </message>
    <message>
        <source>Cluster: inside the boundary of trust</source>
        <translation>Cluster: innerhalb der Vertrauensgrenze</translation>
    </message>
    <message>
        <source>Tenant %1</source>
        <translation>Mandant %1</translation>
    </message>
    <message>
        <source>Nodes: %1</source>
        <translation>Knoten: %1</translation>
    </message>
    <message>
        <source>%1 of %2 fall</source>
        <translation>%1 von %2 fallen</translation>
    </message>
    <message>
        <source>Runs code that a model wrote</source>
        <translation>Führt von einem Modell geschriebenen Code aus</translation>
    </message>
    <message>
        <source>Who steers the model runs code in it. Simulated; only what surrounds it can hold that back.</source>
        <translation>Wer das Modell lenkt, führt darin Code aus. Wird simuliert; nur was ihn umgibt, kann das aufhalten.</translation>
    </message>
    <message>
        <source>Sends content outside</source>
        <translation>Sendet Inhalte nach außen</translation>
    </message>
    <message>
        <source>Mail, pull requests, web hooks: a way out for data, whatever the network plane says.</source>
        <translation>Mail, Pull-Requests, Webhooks: ein Weg hinaus für Daten, was immer die Netzwerkebene sagt.</translation>
    </message>
    <message>
        <source>Fetches URLs that callers choose</source>
        <translation>Ruft URLs ab, die Aufrufer wählen</translation>
    </message>
    <message>
        <source>Server-side request forgery: it connects to what others name. The network plane limits where to.</source>
        <translation>Server-Side Request Forgery: er verbindet sich, wohin andere es sagen. Die Netzwerkebene begrenzt, wohin.</translation>
    </message>
    <message>
        <source>Secrets in its environment</source>
        <translation>Secrets in der Umgebung</translation>
    </message>
    <message>
        <source>Whoever runs code in it or reads its pod template has them. Identity plane.</source>
        <translation>Wer Code darin ausführt oder seine Pod-Vorlage liest, hat sie. Identitätsebene.</translation>
    </message>
    <message>
        <source>Loads unsafe model files</source>
        <translation>Lädt unsichere Modelldateien</translation>
    </message>
    <message>
        <source>Pickle and its like run code when they are loaded. Workload plane.</source>
        <translation>Pickle und Verwandte führen beim Laden Code aus. Workload-Ebene.</translation>
    </message>
    <message>
        <source>Renders model output</source>
        <translation>Stellt Modellausgaben dar</translation>
    </message>
    <message>
        <source>Shows it with links or images that are fetched by themselves, which carries data out. Data plane.</source>
        <translation>Zeigt sie mit Links oder Bildern, die von selbst geladen werden und so Daten hinaustragen. Datenebene.</translation>
    </message>
    <message>
        <source>Accepts anonymous callers</source>
        <translation>Lässt anonyme Aufrufer zu</translation>
    </message>
    <message>
        <source>It asks nobody who they are: then only the mesh and the network plane stand before it. Identity plane.</source>
        <translation>Er fragt niemanden, wer er ist: dann stehen nur Mesh und Netzwerkebene davor. Identitätsebene.</translation>
    </message>
    <message>
        <source>As long as it is not known, the design gets no credit for its absence.</source>
        <translation>Solange es nicht bekannt ist, wird dem Entwurf nichts gutgeschrieben.</translation>
    </message>
    <message>
        <source>Fold %1</source>
        <translation>%1 falten</translation>
    </message>
    <message>
        <source>Unfold %1</source>
        <translation>%1 entfalten</translation>
    </message>
    <message numerus="yes">
        <source>Fold %n namespaces</source>
        <translation>
            <numerusform>%n Namespace falten</numerusform>
            <numerusform>%n Namespaces falten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfold %n namespaces</source>
        <translation>
            <numerusform>%n Namespace entfalten</numerusform>
            <numerusform>%n Namespaces entfalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1 on nodes %2</source>
        <translation>%1 auf Knoten %2 ausführen</translation>
    </message>
    <message numerus="yes">
        <source>Run %n workloads on nodes %1</source>
        <translation>
            <numerusform>%n Workload auf Knoten %1 ausführen</numerusform>
            <numerusform>%n Workloads auf Knoten %1 ausführen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections inside</source>
        <translation>
            <numerusform>%n Verbindung darin</numerusform>
            <numerusform>%n Verbindungen darin</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring forward</source>
        <translation>Nach vorn holen</translation>
    </message>
    <message>
        <source>Send backward</source>
        <translation>Nach hinten legen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Frontend</source>
        <translation>Frontend</translation>
    </message>
    <message>
        <source>Model endpoint</source>
        <translation>Modell-Endpunkt</translation>
    </message>
    <message>
        <source>Retriever</source>
        <translation>Retriever</translation>
    </message>
    <message>
        <source>Vector store</source>
        <translation>Vektorspeicher</translation>
    </message>
    <message>
        <source>Document store</source>
        <translation>Dokumentenspeicher</translation>
    </message>
    <message>
        <source>Feature store</source>
        <translation>Feature-Store</translation>
    </message>
    <message>
        <source>Ingestion pipeline</source>
        <translation>Ingestion-Pipeline</translation>
    </message>
    <message>
        <source>Training job</source>
        <translation>Trainingsjob</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>MCP server</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>Egress proxy</source>
        <translation>Egress-Proxy</translation>
    </message>
    <message>
        <source>Policy decision point</source>
        <translation>Policy Decision Point</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>Geheimnisspeicher</translation>
    </message>
    <message>
        <source>Identity provider</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>Message broker</source>
        <translation>Message-Broker</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Observability</source>
        <translation>Observability</translation>
    </message>
    <message>
        <source>CI runner</source>
        <translation>CI-Runner</translation>
    </message>
    <message>
        <source>Admission webhook</source>
        <translation>Admission-Webhook</translation>
    </message>
    <message>
        <source>Node agent</source>
        <translation>Node-Agent</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>Hosted LLM API</source>
        <translation>Gehostete LLM-API</translation>
    </message>
    <message>
        <source>SaaS</source>
        <translation>SaaS</translation>
    </message>
    <message>
        <source>Cloud metadata</source>
        <translation>Cloud-Metadaten</translation>
    </message>
    <message>
        <source>User group</source>
        <translation>Benutzergruppe</translation>
    </message>
    <message>
        <source>Untrusted content</source>
        <translation>Nicht vertrauenswürdiger Inhalt</translation>
    </message>
    <message>
        <source>Cloud service</source>
        <translation>Cloud-Dienst</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>Vertraulich</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Streng vertraulich</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwalten</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>lower case</source>
        <extracomment>How names of kinds are written within a sentence; translate as &quot;capitals&quot; where nouns have capitals.</extracomment>
        <translation>capitals</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Node pool</source>
        <translation>Knotenpool</translation>
    </message>
</context>
<context>
    <name>fourplane::ui</name>
    <message>
        <source>shared sa</source>
        <translation>SA geteilt</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>exposed</source>
        <translation>exponiert</translation>
    </message>
    <message>
        <source>privileged</source>
        <translation>privilegiert</translation>
    </message>
    <message>
        <source>root</source>
        <translation>root</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>permitted</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source>open by absence</source>
        <translation>offen, da nichts durchgesetzt</translation>
    </message>
    <message>
        <source>not enforced</source>
        <translation>nicht durchgesetzt</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>deklariert</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>Schutzbedarf</translation>
    </message>
    <message>
        <source>attack path</source>
        <translation>Angriffspfad</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no protocol; use TCP, UDP or SCTP</source>
        <translation>„%1“ ist kein Protokoll; möglich sind TCP, UDP und SCTP</translation>
    </message>
    <message>
        <source>Port name &apos;%1&apos; must be at most 15 lower-case letters, digits and &apos;-&apos;</source>
        <translation>Portname „%1“: höchstens 15 Zeichen aus Kleinbuchstaben, Ziffern und „-“</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no port number between 1 and 65535</source>
        <translation>„%1“ ist keine Portnummer zwischen 1 und 65535</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message>
        <source>Use lower-case letters, digits, &apos;-&apos; and &apos;.&apos;; start and end with a letter or digit</source>
        <translation>Nur Kleinbuchstaben, Ziffern, „-“ und „.“; am Anfang und Ende ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>&apos;%1&apos; needs the form key=value</source>
        <translation>„%1“ braucht die Form Schlüssel=Wert</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no label key</source>
        <translation>„%1“ ist kein Label-Schlüssel</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no label value: at most 63 letters, digits, &apos;-&apos;, &apos;_&apos;, &apos;.&apos;</source>
        <translation>„%1“ ist kein Label-Wert: höchstens 63 Zeichen aus Buchstaben, Ziffern, „-“, „_“, „.“</translation>
    </message>
    <message>
        <source>Key &apos;%1&apos; stands twice</source>
        <translation>Schlüssel „%1“ kommt doppelt vor</translation>
    </message>
    <message>
        <source>Port %1 stands twice</source>
        <translation>Port %1 kommt doppelt vor</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no address range such as 10.0.0.0/8</source>
        <translation>„%1“ ist kein Adressbereich wie 10.0.0.0/8</translation>
    </message>
    <message>
        <source>AI services</source>
        <translation>KI-Dienste</translation>
    </message>
    <message>
        <source>Platform services</source>
        <translation>Plattformdienste</translation>
    </message>
    <message>
        <source>Boundaries</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Outside the cluster</source>
        <translation>Außerhalb des Clusters</translation>
    </message>
    <message>
        <source>nothing enforced</source>
        <translation>nichts durchgesetzt</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>ungewiss</translation>
    </message>
    <message>
        <source>reach</source>
        <translation>erreichen</translation>
    </message>
    <message>
        <source>%1 can %2 %3</source>
        <translation>%1 kann %3 %2</translation>
    </message>
    <message>
        <source>%1 cannot %2 %3</source>
        <translation>%1 kann %3 nicht %2</translation>
    </message>
    <message>
        <source>%1 can %2 %3: nothing stands in the way</source>
        <translation>%1 kann %3 %2: nichts steht im Weg</translation>
    </message>
    <message>
        <source>Not known whether %1 can %2 %3</source>
        <translation>Ungewiss, ob %1 %3 %2 kann</translation>
    </message>
    <message>
        <source>The design declares this flow.</source>
        <translation>Der Entwurf deklariert diese Verbindung.</translation>
    </message>
    <message>
        <source>The design declares no flow here; any port of the destination was asked about.</source>
        <translation>Der Entwurf deklariert hier keine Verbindung; gefragt wurde nach einem beliebigen Port des Ziels.</translation>
    </message>
    <message>
        <source>%1 succeeds: %2</source>
        <translation>%1 gelingt: %2</translation>
    </message>
    <message>
        <source>%1 is blocked: %2</source>
        <translation>%1 wird blockiert: %2</translation>
    </message>
    <message>
        <source>: blocked</source>
        <translation>: blockiert</translation>
    </message>
    <message>
        <source> by </source>
        <translation> durch </translation>
    </message>
    <message>
        <source> (control %1)</source>
        <translation> (Maßnahme %1)</translation>
    </message>
    <message>
        <source>From now on %1</source>
        <translation>Von da an: %1</translation>
    </message>
    <message>
        <source>Had it succeeded: %1</source>
        <translation>Bei Erfolg: %1</translation>
    </message>
    <message>
        <source>RAG assistant</source>
        <translation>RAG-Assistent</translation>
    </message>
    <message>
        <source>Gateway, agent, model and stores, every plane enforced</source>
        <translation>Gateway, Agent, Modell und Speicher, jede Ebene durchgesetzt</translation>
    </message>
    <message>
        <source>RAG assistant, flat</source>
        <translation>RAG-Assistent, flach</translation>
    </message>
    <message>
        <source>The same service as it is often found: attack it and see</source>
        <translation>Derselbe Dienst, wie er oft anzutreffen ist: zum Angreifen</translation>
    </message>
    <message>
        <source>Agent with tools</source>
        <translation>Agent mit Werkzeugen</translation>
    </message>
    <message>
        <source>A planning agent, its tools behind a scope, and people who approve</source>
        <translation>Ein Agent, seine Werkzeuge hinter Scopes, Freigabe durch Menschen</translation>
    </message>
    <message>
        <source>MCP hub</source>
        <translation>MCP-Hub</translation>
    </message>
    <message>
        <source>Many assistants share MCP servers with scopes of their own</source>
        <translation>Viele Assistenten teilen sich MCP-Server mit je eigenen Scopes</translation>
    </message>
    <message>
        <source>Multi-tenant inference</source>
        <translation>Mandantenfähige Inferenz</translation>
    </message>
    <message>
        <source>Tenants share models, never data or nodes</source>
        <translation>Mandanten teilen Modelle, aber nie Daten oder Nodes</translation>
    </message>
    <message>
        <source>Training and registry</source>
        <translation>Training und Registry</translation>
    </message>
    <message>
        <source>From data to a signed model: pipeline, registry, promotion</source>
        <translation>Von Daten zum signierten Modell: Pipeline, Registry, Freigabe</translation>
    </message>
    <message>
        <source>Regulated bank</source>
        <translation>Regulierte Bank</translation>
    </message>
    <message>
        <source>A customer assistant with classified data, egress lists and evidence</source>
        <translation>Ein Kundenassistent mit klassifizierten Daten, Egress-Listen und Nachweisen</translation>
    </message>
    <message>
        <source>The folder holds exactly what would be written.</source>
        <translation>Der Ordner enthält genau das, was geschrieben würde.</translation>
    </message>
    <message>
        <source>From the folder to what would be written</source>
        <translation>Vom Ordner zu dem, was geschrieben würde</translation>
    </message>
    <message>
        <source>From the folder to nothing: no longer part of the export</source>
        <translation>Vom Ordner zu nichts: nicht mehr Teil des Exports</translation>
    </message>
    <message>
        <source>No export wrote this file. From the folder to what would be written</source>
        <translation>Kein Export hat diese Datei geschrieben. Vom Ordner zu dem, was geschrieben würde</translation>
    </message>
    <message>
        <source>By hand: from the last export to the folder</source>
        <translation>Von Hand: vom letzten Export zum Ordner</translation>
    </message>
    <message>
        <source>By the design: nothing since the last export</source>
        <translation>Durch den Entwurf: nichts seit dem letzten Export</translation>
    </message>
    <message>
        <source>By the design: from the last export to what would be written</source>
        <translation>Durch den Entwurf: vom letzten Export zu dem, was geschrieben würde</translation>
    </message>
    <message>
        <source>By the design: no longer part of the export</source>
        <translation>Durch den Entwurf: nicht mehr Teil des Exports</translation>
    </message>
    <message>
        <source>Edited by hand since the last export, whose text is not known any more. From the folder to what would be written</source>
        <translation>Seit dem letzten Export von Hand geändert; dessen Text ist nicht mehr bekannt. Vom Ordner zu dem, was geschrieben würde</translation>
    </message>
    <message>
        <source>The folder holds what would be written.</source>
        <translation>Der Ordner enthält, was geschrieben würde.</translation>
    </message>
    <message>
        <source>The folder has no such file yet.</source>
        <translation>Der Ordner hat diese Datei noch nicht.</translation>
    </message>
    <message>
        <source>An earlier export wrote it and it is gone; it would be written again.</source>
        <translation>Ein früherer Export hat sie geschrieben und sie ist weg; sie würde wieder geschrieben.</translation>
    </message>
    <message>
        <source>As last exported; the design has changed.</source>
        <translation>Wie zuletzt exportiert; der Entwurf hat sich geändert.</translation>
    </message>
    <message>
        <source>No longer part of the export; it would be removed.</source>
        <translation>Nicht mehr Teil des Exports; sie würde entfernt.</translation>
    </message>
    <message>
        <source>Edited by hand since the last export. Saving asks before it replaces it.</source>
        <translation>Seit dem letzten Export von Hand geändert. Speichern fragt, bevor es sie ersetzt.</translation>
    </message>
    <message>
        <source>Edited by hand since the last export, and the design has changed there too. Saving asks before it replaces it.</source>
        <translation>Seit dem letzten Export von Hand geändert, und der Entwurf hat sich dort auch geändert. Speichern fragt, bevor es sie ersetzt.</translation>
    </message>
    <message>
        <source>No export wrote what is there. Saving asks before it replaces it.</source>
        <translation>Kein Export hat geschrieben, was dort steht. Speichern fragt, bevor es sie ersetzt.</translation>
    </message>
    <message>
        <source>No longer part of the export, but edited by hand. Saving asks before it removes it.</source>
        <translation>Nicht mehr Teil des Exports, aber von Hand geändert. Speichern fragt, bevor es sie entfernt.</translation>
    </message>
    <message>
        <source>Never part of an export; it stays.</source>
        <translation>Nie Teil eines Exports; sie bleibt.</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>to be removed</source>
        <translation>entfällt</translation>
    </message>
    <message>
        <source>edited by hand</source>
        <translation>von Hand geändert</translation>
    </message>
    <message>
        <source>edited and changed</source>
        <translation>beidseitig geändert</translation>
    </message>
    <message>
        <source>not ours</source>
        <translation>fremd</translation>
    </message>
    <message>
        <source>edited, obsolete</source>
        <translation>geändert, entfällt</translation>
    </message>
    <message>
        <source>extra</source>
        <translation>zusätzlich</translation>
    </message>
    <message>
        <source>trusted</source>
        <translation>vertrauenswürdig</translation>
    </message>
    <message>
        <source>partner</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>untrusted</source>
        <translation>nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>write</source>
        <translation>schreiben</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>verwalten</translation>
    </message>
    <message>
        <source>public</source>
        <translation>öffentlich</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>intern</translation>
    </message>
    <message>
        <source>confidential</source>
        <translation>vertraulich</translation>
    </message>
    <message>
        <source>restricted</source>
        <translation>streng vertraulich</translation>
    </message>
    <message>
        <source>not about this plane</source>
        <translation>nicht auf dieser Ebene</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>ServiceAccount</translation>
    </message>
    <message>
        <source>Who workloads are to the identity plane and to stores.</source>
        <translation>Wer Workloads für die Identitätsebene und für Speicher sind.</translation>
    </message>
    <message>
        <source>Data store</source>
        <translation>Datenspeicher</translation>
    </message>
    <message>
        <source>What a workload stores: collections, their sensitivity, whom the store lets in. The data plane decides by it.</source>
        <translation>Was ein Workload speichert: Sammlungen, wie sensibel sie sind, wen der Speicher einlässt. Danach entscheidet die Datenebene.</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>Datenrecht</translation>
    </message>
    <message>
        <source>What an account may do with a collection; held by the store itself. Data plane.</source>
        <translation>Was ein Konto mit einer Sammlung darf; der Speicher selbst hält es fest. Datenebene.</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>A credential: where it lives, who can read it, what it opens. Never its value.</source>
        <translation>Zugangsdaten: wo sie liegen, wer sie lesen kann, was sie öffnen. Nie ihr Wert.</translation>
    </message>
    <message>
        <source>Context feed</source>
        <translation>Kontextzufuhr</translation>
    </message>
    <message>
        <source>Which text reaches which model: the channel of indirect prompt injection.</source>
        <translation>Welcher Text welches Modell erreicht: der Weg der indirekten Prompt-Injection.</translation>
    </message>
    <message>
        <source>Tool scope</source>
        <translation>Werkzeugrahmen</translation>
    </message>
    <message>
        <source>What an agent may do through a tool, checked outside the model. Data plane.</source>
        <translation>Was ein Agent mit einem Werkzeug darf, geprüft außerhalb des Modells. Datenebene.</translation>
    </message>
    <message>
        <source>Egress list</source>
        <translation>Egress-Liste</translation>
    </message>
    <message>
        <source>What an egress proxy lets out; it refuses the rest.</source>
        <translation>Was ein Egress-Proxy hinauslässt; alles andere weist er ab.</translation>
    </message>
    <message>
        <source>Node pool</source>
        <translation>Knotenpool</translation>
    </message>
    <message>
        <source>Nodes that are alike to the scheduler: workloads that may land in the same pool may share a node. Workload plane.</source>
        <translation>Knoten, die für den Scheduler gleich sind: Workloads, die im selben Pool landen können, teilen vielleicht einen Knoten. Workload-Ebene.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>A Kubernetes Service in front of pods.</source>
        <translation>Ein Kubernetes-Service vor Pods.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>What the Kubernetes API permits to whom it is bound.</source>
        <translation>Was die Kubernetes-API dem erlaubt, an den sie gebunden ist.</translation>
    </message>
    <message>
        <source>Role binding</source>
        <translation>Rollenbindung</translation>
    </message>
    <message>
        <source>Gives a role to accounts.</source>
        <translation>Gibt Konten eine Rolle.</translation>
    </message>
    <message>
        <source>Communication pattern</source>
        <translation>Kommunikationsmuster</translation>
    </message>
    <message>
        <source>A template that permissions are made from; what is outside every pattern needs an exception.</source>
        <translation>Eine Vorlage, aus der Erlaubnisse entstehen; was in kein Muster passt, braucht eine Ausnahme.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>Außerhalb</translation>
    </message>
    <message>
        <source>Declared flow</source>
        <translation>Deklarierte Verbindung</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Erlaubnis</translation>
    </message>
    <message>
        <source>Adopted rule</source>
        <translation>Übernommene Regel</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::AcceptDialog</name>
    <message>
        <source>Accept Finding</source>
        <translation>Befund hinnehmen</translation>
    </message>
    <message>
        <source>The register of exceptions in the project holds it until it expires. Nothing is simulated differently, and when the finding says more later it is open again.</source>
        <translation>Das Ausnahmeregister im Projekt führt ihn, bis er abläuft. Simuliert wird nichts anders, und sagt der Befund später mehr, ist er wieder offen.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why it may stay as it is; auditors read this</source>
        <translation>Warum es so bleiben darf; das lesen Prüfer</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>Wer dafür einsteht</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Genehmigt von</translation>
    </message>
    <message>
        <source>Who approved it; until somebody has, the finding stays open</source>
        <translation>Wer es genehmigt hat; bis dahin bleibt der Befund offen</translation>
    </message>
    <message>
        <source>Compensating controls</source>
        <translation>Ausgleichende Kontrollen</translation>
    </message>
    <message>
        <source>What makes up for it, separated by commas</source>
        <translation>Was es ausgleicht, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>The last day on which it is accepted</source>
        <translation>Der letzte Tag, an dem er hingenommen ist</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Hinnehmen</translation>
    </message>
    <message>
        <source>Write it into the register, as one step that can be undone</source>
        <translation>Ins Register schreiben, als ein Schritt, den man zurücknehmen kann</translation>
    </message>
    <message>
        <source>Leave the register as it is</source>
        <translation>Das Register lassen, wie es ist</translation>
    </message>
    <message>
        <source>No Longer Accepted</source>
        <translation>Nicht mehr hingenommen</translation>
    </message>
    <message>
        <source>Take it out of the register</source>
        <translation>Aus dem Register nehmen</translation>
    </message>
    <message>
        <source>No longer accept a finding</source>
        <translation>Einen Befund nicht mehr hinnehmen</translation>
    </message>
    <message>
        <source>Accept a finding</source>
        <translation>Einen Befund hinnehmen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::AllowRuleForm</name>
    <message>
        <source>%1 · permission</source>
        <translation>%1 · Erlaubnis</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Set ports of a permission</source>
        <translation>Ports einer Erlaubnis setzen</translation>
    </message>
    <message>
        <source>every port it offers</source>
        <translation>jeder angebotene Port</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Set context of a permission</source>
        <translation>Kontext einer Erlaubnis setzen</translation>
    </message>
    <message>
        <source>what justifies it</source>
        <translation>was sie rechtfertigt</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>outside every pattern: needs an exception</source>
        <translation>außerhalb aller Muster: braucht eine Ausnahme</translation>
    </message>
    <message>
        <source>Which ports it opens. Becomes network policies where the namespace denies by default.</source>
        <translation>Welche Ports sie öffnet. Wird zu NetworkPolicies, wo der Namespace Default-Deny hat.</translation>
    </message>
    <message>
        <source>The operational context that justifies it; stands in reviews. Decides nothing.</source>
        <translation>Der betriebliche Grund dafür; steht in Reviews. Entscheidet nichts.</translation>
    </message>
    <message>
        <source>The communication pattern that it is made from.</source>
        <translation>Das Kommunikationsmuster, aus dem sie entstanden ist.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::CanvasStage</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+-)</source>
        <translation>Verkleinern (Strg+-)</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>Vergrößern (Strg++)</translation>
    </message>
    <message>
        <source>Zoom to fit (Shift+1)</source>
        <translation>Einpassen (Umschalt+1)</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::CanvasView</name>
    <message>
        <source>, in namespace %1</source>
        <translation>, im Namespace %1</translation>
    </message>
    <message numerus="yes">
        <source>namespace with %n workloads</source>
        <translation>
            <numerusform>Namespace mit %n Workload</numerusform>
            <numerusform>Namespace mit %n Workloads</numerusform>
        </translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>ink stroke</source>
        <translation>Freihandstrich</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>connection, %1</source>
        <translation>Verbindung, %1</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>The diagram: namespaces, workloads and what connects them</source>
        <translation>Das Diagramm: Namespaces, Workloads und was sie verbindet</translation>
    </message>
    <message>
        <source>Unfold %1 first: a connection leads to one workload</source>
        <translation>Entfalte zuerst %1: eine Verbindung führt zu einem Workload</translation>
    </message>
    <message>
        <source>Select the one card from which a connection is to lead</source>
        <translation>Wähle die eine Karte aus, von der eine Verbindung ausgehen soll</translation>
    </message>
    <message>
        <source>Select one note or stroke to bring it forward or send it backward</source>
        <translation>Wähle eine Notiz oder Linie aus, um sie nach vorn zu holen oder nach hinten zu legen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ChangeDialog</name>
    <message>
        <source>Cancel Search</source>
        <translation>Suche abbrechen</translation>
    </message>
    <message>
        <source>Show Effect</source>
        <translation>Wirkung zeigen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Changes that close it, the one to be preferred first</source>
        <translation>Änderungen, die es schließen, die beste zuerst</translation>
    </message>
    <message>
        <source>Effect of the chosen change</source>
        <translation>Wirkung der gewählten Änderung</translation>
    </message>
    <message>
        <source>What the chosen change does, found by evaluating and attacking the changed design</source>
        <translation>Was die gewählte Änderung bewirkt: der geänderte Entwurf wurde ausgewertet und angegriffen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop looking; nothing is changed</source>
        <translation>Nicht weitersuchen; nichts wird geändert</translation>
    </message>
    <message>
        <source>Evaluate and attack the design with the chosen change</source>
        <translation>Den Entwurf mit der gewählten Änderung auswerten und angreifen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Make the chosen change, as one step that can be undone</source>
        <translation>Die gewählte Änderung vornehmen, als ein Schritt, den man zurücknehmen kann</translation>
    </message>
    <message>
        <source>Leave the design as it is</source>
        <translation>Den Entwurf lassen, wie er ist</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed</source>
        <translation>Abgebrochen; nichts wurde geändert</translation>
    </message>
    <message>
        <source>Looking for changes that close it</source>
        <translation>Sucht Änderungen, die es schließen</translation>
    </message>
    <message>
        <source>Trying every control</source>
        <translation>Probiert jede Kontrolle aus</translation>
    </message>
    <message>
        <source>Nothing has to be changed: no goal falls.</source>
        <translation>Nichts muss geändert werden: kein Ziel fällt.</translation>
    </message>
    <message>
        <source>No change of this project alone closes it. What helps: %1</source>
        <translation>Keine Änderung an diesem Projekt allein schließt es. Was hilft: %1</translation>
    </message>
    <message>
        <source>All changes together leave open: %1</source>
        <translation>Alle Änderungen zusammen lassen offen: %1</translation>
    </message>
    <message>
        <source>Trying the change</source>
        <translation>Probiert die Änderung aus</translation>
    </message>
    <message>
        <source>Careful: this change also opens something.</source>
        <translation>Vorsicht: Diese Änderung öffnet auch etwas.</translation>
    </message>
    <message>
        <source>The project has changed since; close this and ask again.</source>
        <translation>Das Projekt hat sich seither geändert; schließe dies und frage neu.</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ChangeRunner</name>
    <message>
        <source>Looking for changes that close it</source>
        <translation>Sucht Änderungen, die es schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>effort %1</source>
        <translation>Aufwand %1</translation>
    </message>
    <message>
        <source>nothing smaller closes it</source>
        <translation>nichts Kleineres schließt es</translation>
    </message>
    <message numerus="yes">
        <source>careful: opens %n step(s)</source>
        <translation>
            <numerusform>Vorsicht: öffnet %n Schritt</numerusform>
            <numerusform>Vorsicht: öffnet %n Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>refuses %n declared flow(s)</source>
        <translation>
            <numerusform>weist %n erklärten Fluss ab</numerusform>
            <numerusform>weist %n erklärte Flüsse ab</numerusform>
        </translation>
    </message>
    <message>
        <source>closes %1 of %2 goals</source>
        <translation>schließt %1 von %2 Zielen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ConnectionPicker</name>
    <message>
        <source>Every port</source>
        <translation>Jeder Port</translation>
    </message>
    <message>
        <source>declared only, not permitted</source>
        <translation>nur deklariert, nicht erlaubt</translation>
    </message>
    <message>
        <source>permitted by %1</source>
        <translation>erlaubt durch %1</translation>
    </message>
    <message>
        <source>Which port? (type a number or name)</source>
        <translation>Welcher Port? (Nummer oder Namen tippen)</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::DescribeDialog</name>
    <message>
        <source>Whoever is on the internet</source>
        <translation>Jeder im Internet</translation>
    </message>
    <message>
        <source>Describe Your Service</source>
        <translation>Beschreibe deinen Dienst</translation>
    </message>
    <message>
        <source>Say what the service is and what it depends on. Fourplane makes a segmented design of it that permits just that. Only the name is needed: what is left open becomes a list of questions.</source>
        <translation>Sag, was der Dienst ist und wovon er abhängt. Fourplane macht daraus einen segmentierten Entwurf, der genau das erlaubt. Nötig ist nur der Name: Was offen bleibt, wird zu einer Liste von Fragen.</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>Abnahme</translation>
    </message>
    <message>
        <source>development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>On a model server in the cluster</source>
        <translation>Auf einem Modellserver im Cluster</translation>
    </message>
    <message>
        <source>At a provider</source>
        <translation>Bei einem Anbieter</translation>
    </message>
    <message>
        <source>Lawyers, Intranet portal</source>
        <translation>Juristen, Intranet-Portal</translation>
    </message>
    <message>
        <source>acme, globex</source>
        <translation>acme, globex</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the service is called; its namespaces take the name</source>
        <translation>Wie der Dienst heißt; seine Namespaces tragen den Namen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Where it will run</source>
        <translation>Wo er laufen wird</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>The team that answers for it</source>
        <translation>Das Team, das dafür einsteht</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>One sentence</source>
        <translation>Ein Satz</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>ServiceAccount</translation>
    </message>
    <message>
        <source>The workload identity that it runs as; as the service when empty</source>
        <translation>Die Workload-Identität, unter der er läuft; leer: wie der Dienst</translation>
    </message>
    <message>
        <source>Who calls it</source>
        <translation>Wer ihn aufruft</translation>
    </message>
    <message>
        <source>It is exposed to the internet</source>
        <translation>Er ist aus dem Internet erreichbar</translation>
    </message>
    <message>
        <source>And of your organisation</source>
        <translation>Und aus deiner Organisation</translation>
    </message>
    <message>
        <source>Groups of people and systems that call it, separated by commas</source>
        <translation>Gruppen von Menschen und Systeme, die ihn aufrufen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Data that it needs</source>
        <translation>Daten, die er braucht</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>What the model may act through, separated by commas</source>
        <translation>Wodurch das Modell handeln darf, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Where the model runs</source>
        <translation>Wo das Modell läuft</translation>
    </message>
    <message>
        <source>Model provider</source>
        <translation>Modellanbieter</translation>
    </message>
    <message>
        <source>Name and host; it is called through an egress proxy</source>
        <translation>Name und Host; er wird über einen Egress-Proxy aufgerufen</translation>
    </message>
    <message>
        <source>Others that it calls</source>
        <translation>Andere, die er aufruft</translation>
    </message>
    <message>
        <source>One in a line: a name, and after a colon the hosts</source>
        <translation>Je Zeile einer: ein Name, nach einem Doppelpunkt die Hosts</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Customers whose data must not mix, separated by commas; each gets collections of its own</source>
        <translation>Kunden, deren Daten sich nicht mischen dürfen, durch Kommas getrennt; jeder bekommt eigene Sammlungen</translation>
    </message>
    <message>
        <source>Make the Design</source>
        <translation>Entwurf machen</translation>
    </message>
    <message>
        <source>Begin a project with what was said</source>
        <translation>Mit dem Gesagten ein Projekt beginnen</translation>
    </message>
    <message>
        <source>Go back; nothing is made</source>
        <translation>Zurück; nichts wird gemacht</translation>
    </message>
    <message>
        <source>Each source of data that the service must access</source>
        <translation>Jede Datenquelle, auf die der Dienst zugreifen muss</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Einstufung</translation>
    </message>
    <message>
        <source>Writes it too</source>
        <translation>Schreibt auch</translation>
    </message>
    <message>
        <source>Outsiders write it</source>
        <translation>Fremde schreiben</translation>
    </message>
    <message>
        <source>Model reads it</source>
        <translation>Modell liest</translation>
    </message>
    <message>
        <source>Add Data</source>
        <translation>Daten hinzufügen</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Eine Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the chosen line</source>
        <translation>Die gewählte Zeile entfernen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>How sensitive it is</source>
        <translation>Wie schutzbedürftig es ist</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::DiagnosticsDialog</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>What there is to say, with the place and what to do</source>
        <translation>Was zu sagen ist, mit der Stelle und dem, was zu tun ist</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ElementTextPane</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>All fields of the element, as text</source>
        <translation>Alle Felder des Elements, als Text</translation>
    </message>
    <message>
        <source>All that the project file says of it. Fields at their default are left out; a change counts as soon as the text is sound.</source>
        <translation>Alles, was die Projektdatei dazu sagt. Felder mit ihrem Standardwert fehlen; eine Änderung gilt, sobald der Text stimmt.</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Neu: %1</translation>
    </message>
    <message>
        <source>This is part of the picture only</source>
        <translation>Das gehört nur zum Bild</translation>
    </message>
    <message>
        <source>This is no longer in the project</source>
        <translation>Das ist nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>the project</source>
        <translation>das Projekt</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Edit fields of %1</source>
        <translation>Felder von %1 bearbeiten</translation>
    </message>
    <message>
        <source>Further fields</source>
        <translation>Weitere Felder</translation>
    </message>
    <message>
        <source>Belongs to it</source>
        <translation>Gehört dazu</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportFilePane</name>
    <message>
        <source>Copy the file&apos;s text</source>
        <translation>Text der Datei kopieren</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>Pfad der Datei kopieren</translation>
    </message>
    <message>
        <source>Problems of this file</source>
        <translation>Probleme dieser Datei</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>The file as it would be written</source>
        <translation>Die Datei, wie sie geschrieben würde</translation>
    </message>
    <message>
        <source>How the file in the chosen folder differs from it; edits by hand are told apart</source>
        <translation>Wie sich die Datei im gewählten Ordner davon unterscheidet; Änderungen von Hand werden getrennt gezeigt</translation>
    </message>
    <message>
        <source>What targets refuse or cannot express, for the whole export</source>
        <translation>Was Ziele ablehnen oder nicht ausdrücken können, für den ganzen Export</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>Probleme %1</translation>
    </message>
    <message>
        <source>No problems: what is written expresses every control of the design.</source>
        <translation>Keine Probleme: Was geschrieben wird, drückt jede Kontrolle des Entwurfs aus.</translation>
    </message>
    <message>
        <source>Choose a folder to compare with: it need not hold an export yet.</source>
        <translation>Wähle einen Ordner zum Vergleichen; er muss noch keinen Export enthalten.</translation>
    </message>
    <message>
        <source>Difference of %1</source>
        <translation>Unterschied von %1</translation>
    </message>
    <message>
        <source>Preview of %1</source>
        <translation>Vorschau von %1</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportFilesModel</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportPanel</name>
    <message>
        <source>Both overlays</source>
        <translation>Beide Overlays</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Enforce</source>
        <translation>Durchsetzen</translation>
    </message>
    <message>
        <source>The folder holds both overlays; kubectl apply -k overlays/audit or overlays/enforce</source>
        <translation>Der Ordner enthält beide Overlays; kubectl apply -k overlays/audit oder overlays/enforce</translation>
    </message>
    <message>
        <source>kubectl apply -k applies the audit overlay, which stops nothing that ran before</source>
        <translation>kubectl apply -k wendet das Overlay audit an, das nichts aufhält, was bisher lief</translation>
    </message>
    <message>
        <source>kubectl apply -k applies the enforce overlay</source>
        <translation>kubectl apply -k wendet das Overlay enforce an</translation>
    </message>
    <message>
        <source>Find files…</source>
        <translation>Dateien suchen …</translation>
    </message>
    <message>
        <source>Find files of the export</source>
        <translation>Dateien des Exports suchen</translation>
    </message>
    <message>
        <source>Files of the export</source>
        <translation>Dateien des Exports</translation>
    </message>
    <message>
        <source>As the design asks</source>
        <translation>Wie der Entwurf verlangt</translation>
    </message>
    <message>
        <source>Choose the targets that the design has something for again</source>
        <translation>Wieder die Ziele wählen, für die der Entwurf etwas hat</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Write the files to the folder; edits by hand are never replaced unasked</source>
        <translation>Die Dateien in den Ordner schreiben; Änderungen von Hand werden nie ungefragt ersetzt</translation>
    </message>
    <message>
        <source>Cancelled: what is listed may be out of date</source>
        <translation>Abgebrochen: Was hier steht, kann veraltet sein</translation>
    </message>
    <message>
        <source>Export Manifests To</source>
        <translation>Manifeste exportieren nach</translation>
    </message>
    <message>
        <source>Updating…</source>
        <translation>Wird aktualisiert …</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>The folder to compare with and to save to</source>
        <translation>Der Ordner, mit dem verglichen und in den gespeichert wird</translation>
    </message>
    <message>
        <source>Folder %1</source>
        <translation>Ordner %1</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused: nothing can be written until what is listed under Problems is mended</source>
        <translation>Abgelehnt: Nichts kann geschrieben werden, bis behoben ist, was unter Probleme steht</translation>
    </message>
    <message>
        <source>Nothing to export yet. Add workloads on the canvas, or import manifests.</source>
        <translation>Noch nichts zu exportieren. Füge Workloads auf der Zeichenfläche hinzu oder importiere Manifeste.</translation>
    </message>
    <message>
        <source>The design has problems, so nothing can be exported. They are listed under Problems.</source>
        <translation>Der Entwurf hat Probleme, darum kann nichts exportiert werden. Sie stehen unter Probleme.</translation>
    </message>
    <message>
        <source>Reading the design…</source>
        <translation>Der Entwurf wird gelesen …</translation>
    </message>
    <message>
        <source>Choose a file on the left.</source>
        <translation>Wähle links eine Datei.</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Tests of every rule, expected allowed and expected denied, to be run in the cluster. Takes seconds to a minute after each change.</source>
        <translation>Prüfungen jeder Regel, erwartet erlaubt und erwartet abgelehnt, zum Ausführen im Cluster. Dauert nach jeder Änderung Sekunden bis eine Minute.</translation>
    </message>
    <message>
        <source>Consequences</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Simulates what opens if only this is shipped, in COMPATIBILITY.md. Takes seconds to minutes after each change.</source>
        <translation>Simuliert in COMPATIBILITY.md, was offen steht, wenn nur dies ausgeliefert wird. Dauert nach jeder Änderung Sekunden bis Minuten.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportProblemsList</name>
    <message>
        <source>Problems of the export</source>
        <translation>Probleme des Exports</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExportTargetsList</name>
    <message>
        <source>Kubernetes</source>
        <translation>Kubernetes</translation>
    </message>
    <message>
        <source>Service mesh</source>
        <translation>Service-Mesh</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Identity and secrets</source>
        <translation>Identität und Geheimnisse</translation>
    </message>
    <message>
        <source>Decisions and data</source>
        <translation>Entscheidungen und Daten</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>Gateways</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>Always part of an export. Needs a network plugin that enforces NetworkPolicies.</source>
        <translation>Immer Teil eines Exports. Braucht ein Netz-Plugin, das NetworkPolicies durchsetzt.</translation>
    </message>
    <message>
        <source>RBAC</source>
        <translation>RBAC</translation>
    </message>
    <message>
        <source>The design holds the rights that were found; whoever wrote them keeps writing them, unless you ask for them here.</source>
        <translation>Der Entwurf hat die Rechte, die gefunden wurden; wer sie geschrieben hat, schreibt sie weiter, außer du verlangst sie hier.</translation>
    </message>
    <message>
        <source>restarts pods</source>
        <translation>startet Pods neu</translation>
    </message>
    <message>
        <source>Patches workloads that are not part of this tree, which restarts their pods.</source>
        <translation>Ändert Workloads, die nicht Teil dieses Baums sind; das startet ihre Pods neu.</translation>
    </message>
    <message>
        <source>Kubernetes 1.30</source>
        <translation>Kubernetes 1.30</translation>
    </message>
    <message>
        <source>Needs ValidatingAdmissionPolicy (stable since Kubernetes 1.30). Refuses pods of releases that the design does not know yet.</source>
        <translation>Braucht ValidatingAdmissionPolicy (stabil seit Kubernetes 1.30). Weist Pods von Versionen ab, die der Entwurf noch nicht kennt.</translation>
    </message>
    <message>
        <source>Kyverno 1.17</source>
        <translation>Kyverno 1.17</translation>
    </message>
    <message>
        <source>Needs Kyverno 1.17 or newer. Says the same as the admission policies; choose one of the two.</source>
        <translation>Braucht Kyverno 1.17 oder neuer. Sagt dasselbe wie die Admission-Policies; wähle eines von beiden.</translation>
    </message>
    <message>
        <source>a plugin with it</source>
        <translation>Plugin</translation>
    </message>
    <message>
        <source>Needs a network plugin that implements policy.networking.k8s.io.</source>
        <translation>Braucht ein Netz-Plugin, das policy.networking.k8s.io umsetzt.</translation>
    </message>
    <message>
        <source>Cilium</source>
        <translation>Cilium</translation>
    </message>
    <message>
        <source>Needs Cilium as the network plugin.</source>
        <translation>Braucht Cilium als Netz-Plugin.</translation>
    </message>
    <message>
        <source>Istio, sidecars</source>
        <translation>Istio, Sidecars</translation>
    </message>
    <message>
        <source>Needs Istio with sidecars in the pods.</source>
        <translation>Braucht Istio mit Sidecars in den Pods.</translation>
    </message>
    <message>
        <source>Istio, ambient</source>
        <translation>Istio, Ambient</translation>
    </message>
    <message>
        <source>Needs Istio&apos;s ambient mode; rules about HTTP need waypoints.</source>
        <translation>Braucht Istios Ambient-Modus; Regeln über HTTP brauchen Waypoints.</translation>
    </message>
    <message>
        <source>Linkerd</source>
        <translation>Linkerd</translation>
    </message>
    <message>
        <source>Needs Linkerd with its policy controller.</source>
        <translation>Braucht Linkerd mit seinem Policy-Controller.</translation>
    </message>
    <message>
        <source>SPIRE</source>
        <translation>SPIRE</translation>
    </message>
    <message>
        <source>Needs SPIRE with its controller manager.</source>
        <translation>Braucht SPIRE mit seinem Controller-Manager.</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Vault</translation>
    </message>
    <message>
        <source>Needs HashiCorp Vault with its Kubernetes authentication.</source>
        <translation>Braucht HashiCorp Vault mit seiner Kubernetes-Anmeldung.</translation>
    </message>
    <message>
        <source>External Secrets</source>
        <translation>External Secrets</translation>
    </message>
    <message>
        <source>Needs the External Secrets operator, with Vault behind it.</source>
        <translation>Braucht den Operator External Secrets mit Vault dahinter.</translation>
    </message>
    <message>
        <source>OPA</source>
        <translation>OPA</translation>
    </message>
    <message>
        <source>Needs Open Policy Agent, and somebody who asks it: Envoy, or the tool gateway.</source>
        <translation>Braucht Open Policy Agent und jemanden, der ihn fragt: Envoy oder das Tool-Gateway.</translation>
    </message>
    <message>
        <source>an administrator</source>
        <translation>einen Administrator</translation>
    </message>
    <message>
        <source>Somebody with administrator rights in the stores has to run it; Kubernetes cannot.</source>
        <translation>Jemand mit Administratorrechten in den Speichern muss es ausführen; Kubernetes kann das nicht.</translation>
    </message>
    <message>
        <source>Needs Istio; the egress proxies of the design become its gateways, in ambient mode its waypoints.</source>
        <translation>Braucht Istio; die Egress-Proxys des Entwurfs werden dessen Gateways, im Ambient-Modus dessen Waypoints.</translation>
    </message>
    <message>
        <source>Envoy AI Gateway</source>
        <translation>Envoy AI Gateway</translation>
    </message>
    <message>
        <source>Needs Envoy AI Gateway before the tools.</source>
        <translation>Braucht Envoy AI Gateway vor den Tools.</translation>
    </message>
    <message>
        <source>Targets of the export</source>
        <translation>Ziele des Exports</translation>
    </message>
    <message>
        <source>Istio</source>
        <translation>Istio</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ExternalForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Set kind of %1</source>
        <translation>Art von %1 setzen</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Set trust in %1</source>
        <translation>Vertrauen in %1 setzen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Host names</source>
        <translation>Hostnamen</translation>
    </message>
    <message>
        <source>Set host names of %1</source>
        <translation>Hostnamen von %1 setzen</translation>
    </message>
    <message>
        <source>api.example.com</source>
        <translation>api.example.com</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Set addresses of %1</source>
        <translation>Adressen von %1 setzen</translation>
    </message>
    <message>
        <source>every address outside the cluster</source>
        <translation>jede Adresse außerhalb des Clusters</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Set ports of %1</source>
        <translation>Ports von %1 setzen</translation>
    </message>
    <message>
        <source>443</source>
        <translation>443</translation>
    </message>
    <message>
        <source>Attacker</source>
        <translation>Angreifer</translation>
    </message>
    <message>
        <source>An attacker can have an account there</source>
        <translation>Ein Angreifer kann dort ein Konto haben</translation>
    </message>
    <message>
        <source>Set who can write to %1</source>
        <translation>Festlegen, wer auf %1 schreiben kann</translation>
    </message>
    <message>
        <source>A dead drop: what is sent there can be collected</source>
        <translation>Ein toter Briefkasten: was dorthin gesendet wird, lässt sich abholen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Describe %1</source>
        <translation>%1 beschreiben</translation>
    </message>
    <message>
        <source>What you call it. No plane decides by it.</source>
        <translation>Wie du es nennst. Keine Ebene entscheidet danach.</translation>
    </message>
    <message>
        <source>What it is: decides which attack techniques concern it. No plane decides by it.</source>
        <translation>Was es ist: danach richtet sich, welche Angriffstechniken es betreffen. Keine Ebene entscheidet danach.</translation>
    </message>
    <message>
        <source>Who can write the text that comes from there: where injected prompts come in.</source>
        <translation>Wer den Text schreiben kann, der von dort kommt: hier kommen eingeschleuste Prompts herein.</translation>
    </message>
    <message>
        <source>Egress proxies and mesh entries let out by these names. Network plane.</source>
        <translation>Egress-Proxys und Mesh-Einträge lassen nach diesen Namen hinaus. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Network policies decide by addresses and know no names. Network plane.</source>
        <translation>NetworkPolicies entscheiden nach Adressen und kennen keine Namen. Netzwerkebene.</translation>
    </message>
    <message>
        <source>What it offers. A flow or permission without a port means all of these. Network plane.</source>
        <translation>Was es anbietet. Eine Verbindung oder Erlaubnis ohne Port meint alle diese. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Your own words. Decides nothing.</source>
        <translation>Deine eigenen Worte. Entscheidet nichts.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>No findings: every rule is content with the design as it is.</source>
        <translation>Keine Befunde: Der Entwurf erfüllt alle Regeln.</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>Beheben…</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>Hinnehmen…</translation>
    </message>
    <message>
        <source>Enter shows on the canvas what a finding is about</source>
        <translation>Enter zeigt auf der Zeichenfläche, worum es geht</translation>
    </message>
    <message>
        <source>See which changes close the chosen finding and what they do, and make one (Ctrl+.)</source>
        <translation>Sehen, welche Änderungen den gewählten Befund schließen und was sie bewirken, und eine vornehmen (Strg+.)</translation>
    </message>
    <message>
        <source>Enter the chosen finding into the register of exceptions, with a reason and an expiry</source>
        <translation>Den gewählten Befund mit Grund und Ablauf ins Ausnahmeregister eintragen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Hingenommen</translation>
    </message>
    <message>
        <source>Accepted until %1</source>
        <translation>Hingenommen bis %1</translation>
    </message>
    <message>
        <source>Acceptance expired on %1</source>
        <translation>Hinnahme am %1 abgelaufen</translation>
    </message>
    <message>
        <source>Acceptance is not approved yet</source>
        <translation>Hinnahme noch nicht genehmigt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Not so when: %1</source>
        <translation>Nicht so, wenn: %1</translation>
    </message>
    <message>
        <source>How much it matters when an attacker uses it</source>
        <translation>Wie schwer es wiegt, wenn ein Angreifer es nutzt</translation>
    </message>
    <message>
        <source>The plane whose decision is missing or wrong</source>
        <translation>Die Ebene, deren Entscheidung fehlt oder falsch ist</translation>
    </message>
    <message>
        <source>What it is about; Enter shows it</source>
        <translation>Worum es geht; Enter zeigt es</translation>
    </message>
    <message>
        <source>What the rule found</source>
        <translation>Was die Regel gefunden hat</translation>
    </message>
    <message>
        <source>What closes it; Fix looks for the edits</source>
        <translation>Was ihn schließt; Beheben sucht die Änderungen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::FlowForm</name>
    <message>
        <source>%1 · declared flow</source>
        <translation>%1 · deklarierte Verbindung</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no port number between 1 and 65535</source>
        <translation>„%1“ ist keine Portnummer zwischen 1 und 65535</translation>
    </message>
    <message>
        <source>Set port of %1</source>
        <translation>Port von %1 setzen</translation>
    </message>
    <message>
        <source>every port it offers</source>
        <translation>jeder angebotene Port</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Set protocol of %1</source>
        <translation>Protokoll von %1 setzen</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Say what %1 is for</source>
        <translation>Zweck von %1 angeben</translation>
    </message>
    <message>
        <source>Carries tool calls of an agent</source>
        <translation>Überträgt Werkzeugaufrufe eines Agenten</translation>
    </message>
    <message>
        <source>Set tool calls of %1</source>
        <translation>Werkzeugaufrufe von %1 setzen</translation>
    </message>
    <message>
        <source>Data access</source>
        <translation>Datenzugriff</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>Set collection of %1</source>
        <translation>Sammlung von %1 setzen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Set access of %1</source>
        <translation>Zugriff von %1 setzen</translation>
    </message>
    <message>
        <source>The port of the destination&apos;s pods that the design needs. A flow permits nothing; permissions for it do. Network plane.</source>
        <translation>Der Port der Ziel-Pods, den der Entwurf braucht. Eine Verbindung erlaubt nichts; das tun Erlaubnisse dafür. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Network policies decide by it.</source>
        <translation>NetworkPolicies entscheiden danach.</translation>
    </message>
    <message>
        <source>Why the design needs it; stands in reviews. Decides nothing.</source>
        <translation>Wozu der Entwurf sie braucht; steht in Reviews. Entscheidet nichts.</translation>
    </message>
    <message>
        <source>Then tool scopes decide about them, on the data plane.</source>
        <translation>Dann entscheiden Werkzeugrahmen darüber, auf der Datenebene.</translation>
    </message>
    <message>
        <source>What is read or written there. Grants of the store decide about it: the data plane.</source>
        <translation>Was dort gelesen oder geschrieben wird. Darüber entscheiden Datenrechte des Speichers: die Datenebene.</translation>
    </message>
    <message>
        <source>What is done to the collection. A grant to read lets nobody write. Data plane.</source>
        <translation>Was mit der Sammlung geschieht. Wer lesen darf, darf darum nicht schreiben. Datenebene.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::HelpWindow</name>
    <message>
        <source>Fourplane Help</source>
        <translation>Fourplane-Hilfe</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::InlineRename</name>
    <message>
        <source>New name of %1</source>
        <translation>Neuer Name von %1</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>Text der Notiz</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::InspectorForm</name>
    <message>
        <source>mixed</source>
        <translation>verschieden</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::InspectorPanel</name>
    <message>
        <source>Two elements are selected. The card below tells whether one reaches the other, and why.</source>
        <translation>Zwei Elemente sind ausgewählt. Die Karte unten zeigt, ob eines das andere erreicht und warum.</translation>
    </message>
    <message>
        <source>%1 elements are selected. Select one to edit it, or two to ask why one reaches the other.</source>
        <translation>%1 Elemente sind ausgewählt. Eines auswählen, um es zu bearbeiten, oder zwei, um zu fragen, warum eines das andere erreicht.</translation>
    </message>
    <message>
        <source>Notes and ink are only part of the picture.

Press F2 to write on a note, or Delete to remove it.</source>
        <translation>Notizen und Freihand gehören nur zum Bild.

F2 beschriftet eine Notiz, Entf entfernt sie.</translation>
    </message>
    <message>
        <source>The project is empty.

Drag a kind from the palette onto the canvas, or press / and type its name.</source>
        <translation>Das Projekt ist leer.

Eine Art aus der Palette auf die Zeichenfläche ziehen oder / drücken und ihren Namen eingeben.</translation>
    </message>
    <message>
        <source>Inspector pages</source>
        <translation>Seiten des Inspektors</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>What one changes often</source>
        <translation>Was man oft ändert</translation>
    </message>
    <message>
        <source>All Fields</source>
        <translation>Alle Felder</translation>
    </message>
    <message>
        <source>Everything the project file says of it, to be edited as text; with nothing selected, the settings of the project</source>
        <translation>Alles, was die Projektdatei dazu sagt, als Text zu bearbeiten; ohne Auswahl die Einstellungen des Projekts</translation>
    </message>
    <message>
        <source>All Fields has everything there is to say of %1.</source>
        <translation>„Alle Felder“ hat alles, was es zu %1 zu sagen gibt.</translation>
    </message>
    <message>
        <source>Nothing is selected.

Click a workload, a namespace or a connection to edit it. Select two workloads to see whether one reaches the other, and why. Press F5 to attack the design.

All Fields has the settings of the project: what its platform can enforce.</source>
        <translation>Nichts ist ausgewählt.

Klicke einen Workload, einen Namespace oder eine Verbindung an, um sie zu bearbeiten. Wähle zwei Workloads aus, um zu sehen, ob einer den anderen erreicht und warum. Drücke F5, um den Entwurf anzugreifen.

„Alle Felder“ hat die Einstellungen des Projekts: was seine Plattform durchsetzen kann.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::LayoutRunner</name>
    <message>
        <source>Graphviz took longer than %1 s; everything was placed in rows instead</source>
        <translation>Graphviz brauchte länger als %1 s; stattdessen wurde alles in Reihen angeordnet</translation>
    </message>
    <message>
        <source>The program fourplane-layout could not be started; everything was placed in rows instead</source>
        <translation>Das Programm fourplane-layout ließ sich nicht starten; stattdessen wurde alles in Reihen angeordnet</translation>
    </message>
    <message>
        <source>Graphviz ended without a layout; everything was placed in rows instead</source>
        <translation>Graphviz endete ohne Anordnung; stattdessen wurde alles in Reihen angeordnet</translation>
    </message>
    <message>
        <source>Graphviz gave no layout (%1); everything was placed in rows instead</source>
        <translation>Graphviz lieferte keine Anordnung (%1); stattdessen wurde alles in Reihen angeordnet</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::LensBar</name>
    <message>
        <source>Lens</source>
        <translation>Sicht</translation>
    </message>
    <message>
        <source>%1 (key %2)</source>
        <translation>%1 (Taste %2)</translation>
    </message>
    <message>
        <source>All planes</source>
        <translation>Alle Ebenen</translation>
    </message>
    <message>
        <source>%1 plane</source>
        <translation>Ebene %1</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::MainWindow</name>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Palette and Outline</source>
        <translation>Palette und Gliederung</translation>
    </message>
    <message>
        <source>⇄ Other direction</source>
        <translation>⇄ Andere Richtung</translation>
    </message>
    <message>
        <source>Inspector and Why</source>
        <translation>Inspektor und Warum</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Policy Matrix</source>
        <translation>Richtlinienmatrix</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Erlaubnisse</translation>
    </message>
    <message>
        <source>Scenario Bar</source>
        <translation>Szenarioleiste</translation>
    </message>
    <message>
        <source>Layout progress</source>
        <translation>Fortschritt der Anordnung</translation>
    </message>
    <message>
        <source>Cancel layout</source>
        <translation>Anordnung abbrechen</translation>
    </message>
    <message>
        <source>Press F5 to run this scenario.</source>
        <translation>F5 führt dieses Szenario aus.</translation>
    </message>
    <message>
        <source>The simulation was cancelled</source>
        <translation>Die Simulation wurde abgebrochen</translation>
    </message>
    <message>
        <source>The layout was cancelled</source>
        <translation>Die Anordnung wurde abgebrochen</translation>
    </message>
    <message>
        <source>Select workloads, namespaces or notes to copy them; connections go with their ends</source>
        <translation>Zum Kopieren Workloads, Namespaces oder Notizen auswählen; Verbindungen gehen mit ihren Enden mit</translation>
    </message>
    <message>
        <source>Copied; paste it here, in another window or in a text editor</source>
        <translation>Kopiert; lässt sich hier, in einem anderen Fenster oder in einem Texteditor einfügen</translation>
    </message>
    <message>
        <source>Cut one object</source>
        <translation>Ein Objekt ausschneiden</translation>
    </message>
    <message>
        <source>Cut %1 objects</source>
        <translation>%1 Objekte ausschneiden</translation>
    </message>
    <message>
        <source>The clipboard holds no text</source>
        <translation>Die Zwischenablage enthält keinen Text</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Not pasted</source>
        <translation>Nicht eingefügt</translation>
    </message>
    <message>
        <source>The clipboard holds a project that cannot be read.</source>
        <translation>Die Zwischenablage enthält ein Projekt, das sich nicht lesen lässt.</translation>
    </message>
    <message>
        <source>Paste as note</source>
        <translation>Als Notiz einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>There is nothing in it that the canvas shows</source>
        <translation>Darin ist nichts, was die Zeichenfläche zeigt</translation>
    </message>
    <message>
        <source>%1 one object</source>
        <translation>%1: ein Objekt</translation>
    </message>
    <message>
        <source>%1 %2 objects</source>
        <translation>%1: %2 Objekte</translation>
    </message>
    <message>
        <source>Add… (type gateway, vector, agent)</source>
        <translation>Hinzufügen… (z. B. gateway, vector, agent eingeben)</translation>
    </message>
    <message>
        <source>Select two or more cards or notes to arrange them</source>
        <translation>Zum Anordnen mindestens zwei Karten oder Notizen auswählen</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>There is nothing to lay out yet</source>
        <translation>Es gibt noch nichts anzuordnen</translation>
    </message>
    <message>
        <source>Lay out on opening</source>
        <translation>Beim Öffnen anordnen</translation>
    </message>
    <message>
        <source>Lay out</source>
        <translation>Automatisch anordnen</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>The project has changes that are not saved.</source>
        <translation>Das Projekt enthält nicht gespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Nicht geöffnet</translation>
    </message>
    <message>
        <source>The example cannot be read.</source>
        <translation>Das Beispiel lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Open Project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Fourplane projects (*.fourplane.yaml);;YAML files (*.yaml *.yml);;All files (*)</source>
        <translation>Fourplane-Projekte (*.fourplane.yaml);;YAML-Dateien (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 could not be opened. The project that was open stays open.</source>
        <translation>%1 ließ sich nicht öffnen. Das bisherige Projekt bleibt geöffnet.</translation>
    </message>
    <message>
        <source>Opened with remarks</source>
        <translation>Mit Anmerkungen geöffnet</translation>
    </message>
    <message>
        <source>%1 is open. Read these remarks.</source>
        <translation>%1 ist geöffnet. Bitte diese Anmerkungen lesen.</translation>
    </message>
    <message>
        <source>Save Project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Fourplane projects (*.fourplane.yaml)</source>
        <translation>Fourplane-Projekte (*.fourplane.yaml)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>The project could not be written; the file is as it was.</source>
        <translation>Das Projekt ließ sich nicht schreiben; die Datei ist unverändert.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Export Picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Scalable picture (*.svg);;PDF (*.pdf);;PNG picture (*.png)</source>
        <translation>Skalierbares Bild (*.svg);;PDF (*.pdf);;PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Picture written to %1</source>
        <translation>Bild nach %1 geschrieben</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>Nicht geschrieben</translation>
    </message>
    <message>
        <source>The picture could not be written.</source>
        <translation>Das Bild ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>An den Drucker gesendet</translation>
    </message>
    <message>
        <source>The printer could not be used</source>
        <translation>Der Drucker ließ sich nicht verwenden</translation>
    </message>
    <message>
        <source>No scenario yet. Select a workload and choose Simulate › Start Breach Here.</source>
        <translation>Noch kein Szenario. Einen Workload auswählen, dann Simulieren › Einbruch hier beginnen.</translation>
    </message>
    <message>
        <source>Choose a scenario above and press F5 to attack the design.</source>
        <translation>Oben ein Szenario wählen; F5 greift den Entwurf an.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed</source>
        <translation>Abgebrochen; nichts wurde geändert</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>Nicht importiert</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>An import or export is still running; wait for it or cancel it in the status bar.</source>
        <translation>Ein Import oder Export läuft noch; abwarten oder in der Statusleiste abbrechen.</translation>
    </message>
    <message>
        <source>Import Manifests</source>
        <translation>Manifeste importieren</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>%1 objects from %2 files were read.</source>
        <translation>%1 Objekte aus %2 Dateien wurden gelesen.</translation>
    </message>
    <message>
        <source>Imported with remarks</source>
        <translation>Mit Anmerkungen importiert</translation>
    </message>
    <message>
        <source>The project has problems; see Findings. Nothing was exported.</source>
        <translation>Das Projekt hat Probleme; siehe Befunde. Nichts wurde exportiert.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>The manifests could not be written to %1.</source>
        <translation>Die Manifeste ließen sich nicht nach %1 schreiben.</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Nicht exportiert</translation>
    </message>
    <message>
        <source>Search or run a command   Ctrl+K</source>
        <translation>Suchen oder Befehl ausführen   Strg+K</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>Start an empty project</source>
        <translation>Leeres Projekt beginnen</translation>
    </message>
    <message>
        <source>New &amp;Window</source>
        <translation>Neues Fens&amp;ter</translation>
    </message>
    <message>
        <source>Work on another project at the same time; copy and paste go between the windows</source>
        <translation>Gleichzeitig an einem weiteren Projekt arbeiten; Kopieren und Einfügen wirken zwischen den Fenstern</translation>
    </message>
    <message>
        <source>New from &amp;Example</source>
        <translation>Neu &amp;aus Beispiel</translation>
    </message>
    <message>
        <source>Start a project of your own from this design</source>
        <translation>Eigenes Projekt aus diesem Entwurf beginnen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation>Projektdatei öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Write the project to its file</source>
        <translation>Projekt in seine Datei schreiben</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Write the project to another file</source>
        <translation>Projekt in eine andere Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Import Manifests…</source>
        <translation>Manifeste &amp;importieren…</translation>
    </message>
    <message>
        <source>Make a project from a folder of Kubernetes manifests</source>
        <translation>Projekt aus einem Ordner mit Kubernetes-Manifesten erstellen</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken…</translation>
    </message>
    <message>
        <source>Print the canvas on one page</source>
        <translation>Zeichenfläche auf eine Seite drucken</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
    <message>
        <source>Clear List</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again</source>
        <translation>Änderung erneut ausführen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>Move what is selected to the clipboard</source>
        <translation>Auswahl in die Zwischenablage verschieben</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy what is selected, as text that other windows and editors can take</source>
        <translation>Auswahl als Text kopieren, den andere Fenster und Editoren übernehmen können</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Add a copy of what is on the clipboard, in the selected namespace; other text becomes a note</source>
        <translation>Kopie aus der Zwischenablage im ausgewählten Namespace hinzufügen; anderer Text wird zur Notiz</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Rename what is selected (F2)</source>
        <translation>Auswahl umbenennen (F2)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Add a copy of what is selected below it</source>
        <translation>Kopie der Auswahl darunter hinzufügen</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Remove what is selected and everything that hangs on it (Del)</source>
        <translation>Auswahl und alles, was daran hängt, entfernen (Entf)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>Alle&amp;s auswählen</translation>
    </message>
    <message>
        <source>Select everything on the canvas (Ctrl+A)</source>
        <translation>Alles auf der Zeichenfläche auswählen (Strg+A)</translation>
    </message>
    <message>
        <source>&amp;Find in Project</source>
        <translation>Im Projekt su&amp;chen</translation>
    </message>
    <message>
        <source>Search names in the outline</source>
        <translation>Namen in der Gliederung suchen</translation>
    </message>
    <message>
        <source>&amp;Commands and Elements…</source>
        <translation>&amp;Befehle und Elemente…</translation>
    </message>
    <message>
        <source>Run a command or jump to an element by typing its name</source>
        <translation>Befehl ausführen oder zu einem Element springen, durch Eingabe des Namens</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Show the canvas larger</source>
        <translation>Zeichenfläche größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the canvas smaller</source>
        <translation>Zeichenfläche kleiner zeigen</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Show the canvas at its own size</source>
        <translation>Zeichenfläche in Originalgröße zeigen</translation>
    </message>
    <message>
        <source>Zoom to &amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show all of the project</source>
        <translation>Ganzes Projekt zeigen</translation>
    </message>
    <message>
        <source>Zoom to &amp;Selection</source>
        <translation>&amp;Auswahl einpassen</translation>
    </message>
    <message>
        <source>Show what is selected</source>
        <translation>Auswahl zeigen</translation>
    </message>
    <message>
        <source>&amp;Lens</source>
        <translation>&amp;Sicht</translation>
    </message>
    <message>
        <source>Colour the canvas by this plane</source>
        <translation>Zeichenfläche nach dieser Ebene einfärben</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Change the colours of the window</source>
        <translation>Farben des Fensters ändern</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Show or hide this panel</source>
        <translation>Diesen Bereich ein- oder ausblenden</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>&amp;Übersichtskarte</translation>
    </message>
    <message>
        <source>Show the whole design, small, while a part of it is out of view</source>
        <translation>Ganzen Entwurf verkleinert zeigen, solange ein Teil davon außer Sicht ist</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>&amp;Präsentieren</translation>
    </message>
    <message>
        <source>Show the canvas alone on the whole screen and step through the notes</source>
        <translation>Nur die Zeichenfläche auf dem ganzen Bildschirm zeigen und die Notizen durchgehen</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Quick Add…</source>
        <translation>&amp;Schnell hinzufügen…</translation>
    </message>
    <message>
        <source>Add something by typing what it is</source>
        <translation>Etwas hinzufügen, durch Eingabe, was es ist</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Write a note on the canvas; it is never simulated or exported</source>
        <translation>Notiz auf die Zeichenfläche schreiben; wird nie simuliert oder exportiert</translation>
    </message>
    <message>
        <source>&amp;Ink</source>
        <translation>&amp;Freihand</translation>
    </message>
    <message>
        <source>Draw on the canvas with the pointer, until P or Esc; it is never simulated or exported</source>
        <translation>Mit dem Zeiger auf die Zeichenfläche zeichnen, bis P oder Esc; wird nie simuliert oder exportiert</translation>
    </message>
    <message>
        <source>Add this in the middle of the view</source>
        <translation>In der Mitte der Ansicht hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Arrange</source>
        <translation>An&amp;ordnen</translation>
    </message>
    <message>
        <source>&amp;Lay Out</source>
        <translation>&amp;Automatisch anordnen</translation>
    </message>
    <message>
        <source>Align &amp;Left</source>
        <translation>&amp;Linksbündig</translation>
    </message>
    <message>
        <source>Align &amp;Centres</source>
        <translation>Horizontal &amp;zentrieren</translation>
    </message>
    <message>
        <source>Align &amp;Right</source>
        <translation>&amp;Rechtsbündig</translation>
    </message>
    <message>
        <source>Align &amp;Top</source>
        <translation>&amp;Oben ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;Middles</source>
        <translation>Vertikal zen&amp;trieren</translation>
    </message>
    <message>
        <source>Align &amp;Bottom</source>
        <translation>&amp;Unten ausrichten</translation>
    </message>
    <message>
        <source>Bring the selected cards and notes into line</source>
        <translation>Ausgewählte Karten und Notizen ausrichten</translation>
    </message>
    <message>
        <source>Leave equal gaps between the selected cards and notes</source>
        <translation>Gleiche Abstände zwischen den ausgewählten Karten und Notizen lassen</translation>
    </message>
    <message>
        <source>Distribute &amp;Horizontally</source>
        <translation>&amp;Horizontal verteilen</translation>
    </message>
    <message>
        <source>Distribute &amp;Vertically</source>
        <translation>&amp;Vertikal verteilen</translation>
    </message>
    <message>
        <source>&amp;Simulate</source>
        <translation>&amp;Simulieren</translation>
    </message>
    <message>
        <source>&amp;Run Scenario</source>
        <translation>Szenario &amp;ausführen</translation>
    </message>
    <message>
        <source>Attack the design with the chosen scenario</source>
        <translation>Entwurf mit dem gewählten Szenario angreifen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stop the simulation</source>
        <translation>Simulation stoppen</translation>
    </message>
    <message>
        <source>&amp;Next Pivot</source>
        <translation>&amp;Nächster Schritt</translation>
    </message>
    <message>
        <source>Show the next step of the attack</source>
        <translation>Nächsten Schritt des Angriffs zeigen</translation>
    </message>
    <message>
        <source>&amp;Previous Pivot</source>
        <translation>&amp;Voriger Schritt</translation>
    </message>
    <message>
        <source>Show the step before</source>
        <translation>Vorigen Schritt zeigen</translation>
    </message>
    <message>
        <source>Start &amp;Breach Here</source>
        <translation>Einbruch &amp;hier beginnen</translation>
    </message>
    <message>
        <source>Add a scenario in which the selected workload is taken over, and run it</source>
        <translation>Szenario hinzufügen, in dem der ausgewählte Workload übernommen ist, und ausführen</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>&amp;Picture…</source>
        <translation>&amp;Bild…</translation>
    </message>
    <message>
        <source>Write the canvas as an SVG, PDF or PNG picture</source>
        <translation>Zeichenfläche als SVG-, PDF- oder PNG-Bild schreiben</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;User Guide</source>
        <translation>&amp;Benutzerhandbuch</translation>
    </message>
    <message>
        <source>Read how to work with Fourplane</source>
        <translation>Nachlesen, wie man mit Fourplane arbeitet</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>See all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>&amp;About Fourplane</source>
        <translation>&amp;Über Fourplane</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>About Fourplane</source>
        <translation>Über Fourplane</translation>
    </message>
    <message>
        <source>&lt;b&gt;Fourplane %1&lt;/b&gt;&lt;p&gt;Design zero-trust segmentation for AI services on Kubernetes, attack the design, and hand it over as manifests.&lt;/p&gt;&lt;p&gt;Design-time simulation only: a clean result is no proof that a deployment is secure.&lt;/p&gt;&lt;p&gt;Licensed under Apache-2.0.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Fourplane %1&lt;/b&gt;&lt;p&gt;Zero-Trust-Segmentierung für KI-Dienste auf Kubernetes entwerfen, den Entwurf angreifen und als Manifeste übergeben.&lt;/p&gt;&lt;p&gt;Nur Simulation zur Entwurfszeit: Ein sauberes Ergebnis beweist nicht, dass ein Deployment sicher ist.&lt;/p&gt;&lt;p&gt;Lizenziert unter Apache-2.0.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>No copy for recovery could be written: %1</source>
        <translation>Es ließ sich keine Wiederherstellungskopie schreiben: %1</translation>
    </message>
    <message>
        <source>Not recovered</source>
        <translation>Nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>The copy cannot be read; it stays where it is: %1</source>
        <translation>Die Kopie lässt sich nicht lesen; sie bleibt, wo sie ist: %1</translation>
    </message>
    <message>
        <source>Recovered; save it to keep it</source>
        <translation>Wiederhergestellt; zum Behalten speichern</translation>
    </message>
    <message>
        <source>%1 changed on disk and cannot be read now; what is open stays</source>
        <translation>%1 wurde auf dem Datenträger geändert und lässt sich jetzt nicht lesen; der geöffnete Stand bleibt</translation>
    </message>
    <message>
        <source>Take changes from disk</source>
        <translation>Änderungen vom Datenträger übernehmen</translation>
    </message>
    <message>
        <source>%1 changed on disk and was read again; Undo brings the old state back</source>
        <translation>%1 wurde auf dem Datenträger geändert und neu gelesen; Rückgängig stellt den alten Stand wieder her</translation>
    </message>
    <message>
        <source>Changed on disk</source>
        <translation>Auf dem Datenträger geändert</translation>
    </message>
    <message>
        <source>%1 was changed by somebody else while you changed it here.</source>
        <translation>%1 wurde von jemand anderem geändert, während es auch hier geändert wurde.</translation>
    </message>
    <message>
        <source>Changed only there: %1. Changed here and there differently: %2.</source>
        <translation>Nur dort geändert: %1. Hier und dort verschieden geändert: %2.</translation>
    </message>
    <message>
        <source>the settings of the project</source>
        <translation>die Einstellungen des Projekts</translation>
    </message>
    <message>
        <source>Both changed: %1</source>
        <translation>Auf beiden Seiten geändert: %1</translation>
    </message>
    <message>
        <source>The two cannot be merged element by element.</source>
        <translation>Beide Stände lassen sich nicht Element für Element zusammenführen.</translation>
    </message>
    <message>
        <source>Merge, Mine First</source>
        <translation>Zusammenführen, Eigenes zuerst</translation>
    </message>
    <message>
        <source>Take what changed only there; where both changed, keep what is here</source>
        <translation>Übernehmen, was nur dort geändert wurde; bei beidseitigen Änderungen den hiesigen Stand behalten</translation>
    </message>
    <message>
        <source>Take Theirs</source>
        <translation>Fremden Stand übernehmen</translation>
    </message>
    <message>
        <source>Keep Mine</source>
        <translation>Eigenen Stand behalten</translation>
    </message>
    <message>
        <source>Merge changes from disk</source>
        <translation>Änderungen vom Datenträger zusammenführen</translation>
    </message>
    <message>
        <source>%1 is open elsewhere too: %2. Saving will ask first.</source>
        <translation>%1 ist auch anderswo geöffnet: %2. Vor dem Speichern wird nachgefragt.</translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation>Anderswo geöffnet</translation>
    </message>
    <message>
        <source>%1 is open elsewhere too: %2. Save nevertheless?</source>
        <translation>%1 ist auch anderswo geöffnet: %2. Trotzdem speichern?</translation>
    </message>
    <message>
        <source>%1 was changed by somebody else since it was read. Overwrite their changes?</source>
        <translation>%1 wurde seit dem Lesen von jemand anderem geändert. Diese Änderungen überschreiben?</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>The project has problems; see Findings. Nothing was simulated.</source>
        <translation>Das Projekt hat Probleme; siehe Befunde. Nichts wurde simuliert.</translation>
    </message>
    <message>
        <source>There is no scenario yet. Select a workload and choose Simulate › Start Breach Here.</source>
        <translation>Es gibt noch kein Szenario. Einen Workload auswählen, dann Simulieren › Einbruch hier beginnen.</translation>
    </message>
    <message>
        <source>Breach of %1</source>
        <translation>Einbruch in %1</translation>
    </message>
    <message>
        <source>Not known: the project has problems, see Findings</source>
        <translation>Ungewiss: Das Projekt hat Probleme, siehe Befunde</translation>
    </message>
    <message>
        <source>crown jewels reached</source>
        <translation>Kronjuwelen erreicht</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>steps that succeed</source>
        <translation>gelungene Schritte</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>workloads</source>
        <translation>Workloads</translation>
    </message>
    <message>
        <source>flows permitted of %1 declared</source>
        <translation>von %1 deklarierten Verbindungen erlaubt</translation>
    </message>
    <message>
        <source>undeclared paths</source>
        <translation>nicht deklarierte Wege</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>evaluated in %1 ms</source>
        <translation>ausgewertet in %1 ms</translation>
    </message>
    <message>
        <source>flows declared</source>
        <translation>Verbindungen deklariert</translation>
    </message>
    <message>
        <source>of %1 crown jewels reachable</source>
        <translation>von %1 Kronjuwelen erreichbar</translation>
    </message>
    <message>
        <source>simulated in %1 ms</source>
        <translation>simuliert in %1 ms</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>no file yet</source>
        <translation>noch keine Datei</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>Findings %1</source>
        <translation>Befunde %1</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>Change the language of the window</source>
        <translation>Sprache des Fensters ändern</translation>
    </message>
    <message>
        <source>The language changes when Fourplane is started again</source>
        <translation>Die Sprache ändert sich beim nächsten Start von Fourplane</translation>
    </message>
    <message>
        <source>&amp;Snap to Neighbours</source>
        <translation>An &amp;Nachbarn einrasten</translation>
    </message>
    <message>
        <source>Line up what is moved or resized with what is around it; Ctrl or Alt held while dragging does without</source>
        <translation>Was verschoben oder in der Größe geändert wird, an dem ausrichten, was darum liegt; Strg oder Alt beim Ziehen setzt das aus</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Timeline, Findings, Policy, Export, History</source>
        <translation>Zeitleiste, Befunde, Policy, Export, Verlauf</translation>
    </message>
    <message>
        <source>Preparing the export</source>
        <translation>Export wird vorbereitet</translation>
    </message>
    <message>
        <source>%1 files written to %2. Next: read RUNBOOK.md there.</source>
        <translation>%1 Dateien nach %2 geschrieben. Als Nächstes: dort RUNBOOK.md lesen.</translation>
    </message>
    <message>
        <source>&amp;Manifests</source>
        <translation>&amp;Manifeste</translation>
    </message>
    <message>
        <source>See what would be written for which target, and save it</source>
        <translation>Sehen, was für welches Ziel geschrieben würde, und es speichern</translation>
    </message>
    <message>
        <source>Ne&amp;xt Pane</source>
        <translation>Nä&amp;chster Bereich</translation>
    </message>
    <message>
        <source>Give the keyboard to the next part of the window</source>
        <translation>Die Tastatur dem nächsten Teil des Fensters geben</translation>
    </message>
    <message>
        <source>Pre&amp;vious Pane</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>Give the keyboard to the part of the window before</source>
        <translation>Die Tastatur dem vorigen Teil des Fensters geben</translation>
    </message>
    <message>
        <source>Ask about the way back</source>
        <translation>Nach dem Rückweg fragen</translation>
    </message>
    <message>
        <source>Stop placing; everything stays where it is</source>
        <translation>Nicht weiter anordnen; alles bleibt, wo es ist</translation>
    </message>
    <message>
        <source>%1. Undo takes it back.</source>
        <translation>%1. Rückgängig nimmt es zurück.</translation>
    </message>
    <message>
        <source>The project has problems; see Findings. They have to be repaired first.</source>
        <translation>Das Projekt hat Probleme; siehe Befunde. Sie müssen zuerst behoben werden.</translation>
    </message>
    <message>
        <source>There is no finding to be fixed.</source>
        <translation>Es gibt keinen Befund, der zu beheben wäre.</translation>
    </message>
    <message>
        <source>Fix Finding</source>
        <translation>Befund beheben</translation>
    </message>
    <message>
        <source>Choose a finding about an element of the project to accept it.</source>
        <translation>Wähle einen Befund über ein Element des Projekts, um ihn hinzunehmen.</translation>
    </message>
    <message>
        <source>Run a scenario first (F5); then Fourplane looks for what closes it.</source>
        <translation>Lass zuerst ein Szenario laufen (F5); dann sucht Fourplane, was es schließt.</translation>
    </message>
    <message>
        <source>No goal falls. Choose a step that succeeds to see what closes the way to its target.</source>
        <translation>Kein Ziel fällt. Wähle einen Schritt, der gelingt, um zu sehen, was den Weg dorthin schließt.</translation>
    </message>
    <message>
        <source>Close This Path</source>
        <translation>Diesen Weg schließen</translation>
    </message>
    <message>
        <source>What keeps %1 from falling?</source>
        <translation>Was bewahrt %1 davor zu fallen?</translation>
    </message>
    <message>
        <source>New from &amp;Description…</source>
        <translation>Neu aus &amp;Beschreibung…</translation>
    </message>
    <message>
        <source>Say what your service is and depends on; Fourplane makes a segmented design of it</source>
        <translation>Sag, was dein Dienst ist und wovon er abhängt; Fourplane macht daraus einen segmentierten Entwurf</translation>
    </message>
    <message>
        <source>&amp;Policy</source>
        <translation>&amp;Richtlinie</translation>
    </message>
    <message>
        <source>&amp;Permit What Is Declared</source>
        <translation>&amp;Erlauben, was erklärt ist</translation>
    </message>
    <message>
        <source>Add a permission for every declared flow that has none</source>
        <translation>Für jeden erklärten Fluss ohne Erlaubnis eine hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Fix Finding…</source>
        <translation>Befund &amp;beheben…</translation>
    </message>
    <message>
        <source>See which changes close the chosen finding and what they do, and make one</source>
        <translation>Sehen, welche Änderungen den gewählten Befund schließen und was sie bewirken, und eine vornehmen</translation>
    </message>
    <message>
        <source>&amp;Accept Finding…</source>
        <translation>Befund &amp;hinnehmen…</translation>
    </message>
    <message>
        <source>Enter the chosen finding into the register of exceptions, with a reason and an expiry</source>
        <translation>Den gewählten Befund mit Grund und Ablauf ins Ausnahmeregister eintragen</translation>
    </message>
    <message>
        <source>&amp;Close This Path…</source>
        <translation>Diesen Weg s&amp;chließen…</translation>
    </message>
    <message>
        <source>See which smallest change closes the attack shown, and make it</source>
        <translation>Sehen, welche kleinste Änderung den gezeigten Angriff schließt, und sie vornehmen</translation>
    </message>
    <message>
        <source>Guided &amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>Walk through the window in five steps: add, connect, ask why, attack, hand over</source>
        <translation>In fünf Schritten durch das Fenster: hinzufügen, verbinden, nach dem Warum fragen, angreifen, übergeben</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen…</translation>
    </message>
    <message>
        <source>See both versions side by side and choose for each element</source>
        <translation>Beide Fassungen nebeneinander sehen und für jedes Element wählen</translation>
    </message>
    <message>
        <source>Make this window what the file holds; Undo brings your changes back</source>
        <translation>Das Fenster zu dem machen, was die Datei enthält; Rückgängig bringt deine Änderungen zurück</translation>
    </message>
    <message>
        <source>Leave this window as it is; saving will overwrite the file</source>
        <translation>Das Fenster lassen, wie es ist; Speichern überschreibt die Datei</translation>
    </message>
    <message>
        <source>Not made</source>
        <translation>Nicht gemacht</translation>
    </message>
    <message>
        <source>No project could be made of this.</source>
        <translation>Daraus ließ sich kein Projekt machen.</translation>
    </message>
    <message>
        <source>The design permits what was declared, and nothing else. F5 attacks it.</source>
        <translation>Der Entwurf erlaubt, was erklärt wurde, und sonst nichts. F5 greift ihn an.</translation>
    </message>
    <message>
        <source>service account</source>
        <translation>ServiceAccount</translation>
    </message>
    <message>
        <source>data store</source>
        <translation>Datenspeicher</translation>
    </message>
    <message>
        <source>collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>node pool</source>
        <translation>Knotenpool</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>role binding</source>
        <translation>Rollenbindung</translation>
    </message>
    <message>
        <source>context feed</source>
        <translation>Kontextzufuhr</translation>
    </message>
    <message>
        <source>flow</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>permission</source>
        <translation>Erlaubnis</translation>
    </message>
    <message>
        <source>grant</source>
        <translation>Datenrecht</translation>
    </message>
    <message>
        <source>tool scope</source>
        <translation>Werkzeugrahmen</translation>
    </message>
    <message>
        <source>egress list</source>
        <translation>Egress-Liste</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>&amp;All Fields</source>
        <translation>&amp;Alle Felder</translation>
    </message>
    <message>
        <source>Edit all fields of what is selected, or the settings of the project, as text</source>
        <translation>Alle Felder des Ausgewählten, oder die Einstellungen des Projekts, als Text bearbeiten</translation>
    </message>
    <message>
        <source>Place everything anew, or the inside of the selected namespaces, as one step that can be undone</source>
        <translation>Alles neu anordnen, oder das Innere der ausgewählten Namespaces, als ein Schritt, der sich rückgängig machen lässt</translation>
    </message>
    <message>
        <source>The workload lens shows on which nodes pods run</source>
        <translation>Die Workload-Linse zeigt, auf welchen Knoten Pods laufen</translation>
    </message>
    <message>
        <source>Select the workloads that are to share a namespace</source>
        <translation>Wähle die Workloads aus, die einen Namespace teilen sollen</translation>
    </message>
    <message>
        <source>Group into namespace %1</source>
        <translation>In Namespace %1 gruppieren</translation>
    </message>
    <message>
        <source>Select the one card from which a connection is to lead</source>
        <translation>Wähle die eine Karte aus, von der eine Verbindung ausgehen soll</translation>
    </message>
    <message>
        <source>Connect %1 to…</source>
        <translation>%1 verbinden mit …</translation>
    </message>
    <message>
        <source>&amp;Connect to…</source>
        <translation>&amp;Verbinden mit …</translation>
    </message>
    <message>
        <source>Declare a flow from the selected card to another, by its name</source>
        <translation>Eine Verbindung von der ausgewählten Karte zu einer anderen deklarieren, nach deren Namen</translation>
    </message>
    <message>
        <source>&amp;Group into Namespace</source>
        <translation>In Namespace &amp;gruppieren</translation>
    </message>
    <message>
        <source>Put the selected workloads into a namespace of their own</source>
        <translation>Die ausgewählten Workloads in einen eigenen Namespace bringen</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>Au&amp;swählen</translation>
    </message>
    <message>
        <source>Select with the pointer again instead of drawing or connecting</source>
        <translation>Wieder mit dem Zeiger auswählen, statt zu zeichnen oder zu verbinden</translation>
    </message>
    <message>
        <source>Co&amp;nnect</source>
        <translation>Verbi&amp;nden</translation>
    </message>
    <message>
        <source>Lead a line from the selected card: click the other card, or choose it with the arrow keys and Enter</source>
        <translation>Eine Linie von der ausgewählten Karte führen: die andere Karte anklicken, oder mit Pfeiltasten und Eingabe wählen</translation>
    </message>
    <message>
        <source>&amp;Fold or Unfold</source>
        <translation>&amp;Falten oder entfalten</translation>
    </message>
    <message>
        <source>Show the selected namespaces as one card each, with their connections bundled, or open them again</source>
        <translation>Die ausgewählten Namespaces als je eine Karte zeigen, ihre Verbindungen gebündelt, oder sie wieder öffnen</translation>
    </message>
    <message>
        <source>Fold or Unfold A&amp;ll</source>
        <translation>A&amp;lle falten oder entfalten</translation>
    </message>
    <message>
        <source>Show every namespace as one card, or open all of them again</source>
        <translation>Jeden Namespace als eine Karte zeigen, oder alle wieder öffnen</translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation>&amp;Warum</translation>
    </message>
    <message>
        <source>Keep the reasons of the selected connection, or of the way between two cards, in view; again to let go</source>
        <translation>Die Gründe der ausgewählten Verbindung, oder des Wegs zwischen zwei Karten, im Blick behalten; noch einmal, um sie loszulassen</translation>
    </message>
    <message>
        <source>Kept in view: %1</source>
        <translation>Im Blick behalten: %1</translation>
    </message>
    <message>
        <source>The reasons follow the selection again</source>
        <translation>Die Gründe folgen wieder der Auswahl</translation>
    </message>
    <message>
        <source>Select a connection, or two cards, to see why one may reach the other or not</source>
        <translation>Wähle eine Verbindung oder zwei Karten aus, um zu sehen, warum die eine die andere erreichen darf oder nicht</translation>
    </message>
    <message>
        <source>The reasons stay in view; W lets them go</source>
        <translation>Die Gründe bleiben im Blick; W lässt sie los</translation>
    </message>
    <message>
        <source>Bring For&amp;ward</source>
        <translation>Nach &amp;vorn holen</translation>
    </message>
    <message>
        <source>Bring the selected note or stroke before what covers it</source>
        <translation>Die ausgewählte Notiz oder Linie vor das holen, was sie verdeckt</translation>
    </message>
    <message>
        <source>Send &amp;Backward</source>
        <translation>Nach &amp;hinten legen</translation>
    </message>
    <message>
        <source>Send the selected note or stroke behind what it covers</source>
        <translation>Die ausgewählte Notiz oder Linie hinter das legen, was sie verdeckt</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::MergeDialog</name>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Node pool</source>
        <translation>Knotenpool</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role binding</source>
        <translation>Rollenbindung</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Outside endpoint</source>
        <translation>Endpunkt draußen</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Fluss</translation>
    </message>
    <message>
        <source>Context feed</source>
        <translation>Kontextzufuhr</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Erlaubnis</translation>
    </message>
    <message>
        <source>Adopted rule</source>
        <translation>Übernommene Regel</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>Datenrecht</translation>
    </message>
    <message>
        <source>Tool scope</source>
        <translation>Werkzeugrahmen</translation>
    </message>
    <message>
        <source>Egress list</source>
        <translation>Egress-Liste</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Place on the canvas</source>
        <translation>Platz auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>Tinte</translation>
    </message>
    <message>
        <source>Settings of the project</source>
        <translation>Einstellungen des Projekts</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Wie es war</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meins</translation>
    </message>
    <message>
        <source>From disk</source>
        <translation>Vom Datenträger</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Merge Changes</source>
        <translation>Änderungen zusammenführen</translation>
    </message>
    <message>
        <source>%1 was changed on disk while you changed it here. Elements that differ: %2; changed on both sides: %3. Choose for each which one to keep; Undo takes the merge back.</source>
        <translation>%1 wurde auf dem Datenträger geändert, während du es hier geändert hast. Elemente, die sich unterscheiden: %2; auf beiden Seiten geändert: %3. Wähle für jedes, welches bleibt; Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>Elements that differ</source>
        <translation>Elemente, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Space takes the next side for the chosen element</source>
        <translation>Die Leertaste nimmt für das gewählte Element die nächste Seite</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Genommen</translation>
    </message>
    <message>
        <source>What the file held when it was read; takes both changes back</source>
        <translation>Was die Datei enthielt, als sie gelesen wurde; nimmt beide Änderungen zurück</translation>
    </message>
    <message>
        <source>What is open in this window</source>
        <translation>Was in diesem Fenster offen ist</translation>
    </message>
    <message>
        <source>What the file holds now</source>
        <translation>Was die Datei jetzt enthält</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Take what was chosen, as one step that can be undone</source>
        <translation>Das Gewählte nehmen, als ein Schritt, den man zurücknehmen kann</translation>
    </message>
    <message>
        <source>Go back; nothing is changed</source>
        <translation>Zurück; nichts wird geändert</translation>
    </message>
    <message>
        <source>Mine Where Both Changed</source>
        <translation>Meins, wo beide geändert haben</translation>
    </message>
    <message>
        <source>Wherever both sides changed an element, keep what is open here</source>
        <translation>Wo beide Seiten ein Element geändert haben, behalten, was hier offen ist</translation>
    </message>
    <message>
        <source>Disk Where Both Changed</source>
        <translation>Datei, wo beide geändert haben</translation>
    </message>
    <message>
        <source>Wherever both sides changed an element, take what the file holds</source>
        <translation>Wo beide Seiten ein Element geändert haben, nehmen, was die Datei enthält</translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation>(nicht da)</translation>
    </message>
    <message>
        <source>These do not go together: %1</source>
        <translation>Das passt nicht zusammen: %1</translation>
    </message>
    <message>
        <source>Merge changes from disk</source>
        <translation>Änderungen vom Datenträger zusammenführen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::Minimap</name>
    <message>
        <source>Minimap</source>
        <translation>Übersichtskarte</translation>
    </message>
    <message>
        <source>Press or drag to move the canvas</source>
        <translation>Klicken oder ziehen, um die Zeichenfläche zu verschieben</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::NamespaceForm</name>
    <message>
        <source>%1 · namespace</source>
        <translation>%1 · Namespace</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename namespace %1 to %2</source>
        <translation>Namespace %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Set labels of %1</source>
        <translation>Labels von %1 setzen</translation>
    </message>
    <message>
        <source>key=value, one per line</source>
        <translation>Schlüssel=Wert, einer je Zeile</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Set tenant of %1</source>
        <translation>Mandant von %1 setzen</translation>
    </message>
    <message>
        <source>not bound to a tenant</source>
        <translation>an keinen Mandanten gebunden</translation>
    </message>
    <message>
        <source>Pod security</source>
        <translation>Pod Security</translation>
    </message>
    <message>
        <source>Enforce</source>
        <translation>Enforce</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Warn</source>
        <translation>Warn</translation>
    </message>
    <message>
        <source>A name is needed</source>
        <translation>Ein Name ist nötig</translation>
    </message>
    <message>
        <source>Use at most 63 lower-case letters, digits and &apos;-&apos;; start and end with a letter or digit</source>
        <translation>Höchstens 63 Zeichen aus Kleinbuchstaben, Ziffern und „-“; am Anfang und Ende ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>Another namespace has that name</source>
        <translation>Ein anderer Namespace hat diesen Namen</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>Set pod security of %1</source>
        <translation>Pod Security von %1 setzen</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentierung</translation>
    </message>
    <message>
        <source>Default deny, and one policy per permission</source>
        <translation>Default-Deny und eine Richtlinie je Erlaubnis</translation>
    </message>
    <message>
        <source>Deny by default in %1</source>
        <translation>Default-Deny in %1 einschalten</translation>
    </message>
    <message>
        <source>Stop denying by default in %1</source>
        <translation>Default-Deny in %1 ausschalten</translation>
    </message>
    <message>
        <source>Mesh allow-list</source>
        <translation>Mesh-Allowlist</translation>
    </message>
    <message>
        <source>Allow-list callers in %1</source>
        <translation>Allowlist für Aufrufer in %1 einschalten</translation>
    </message>
    <message>
        <source>Stop allow-listing callers in %1</source>
        <translation>Allowlist für Aufrufer in %1 ausschalten</translation>
    </message>
    <message>
        <source>Sidecar injection</source>
        <translation>Sidecar-Injection</translation>
    </message>
    <message>
        <source>Put %1 in the mesh</source>
        <translation>%1 ins Mesh aufnehmen</translation>
    </message>
    <message>
        <source>Take %1 out of the mesh</source>
        <translation>%1 aus dem Mesh nehmen</translation>
    </message>
    <message>
        <source>Mutual TLS</source>
        <translation>Mutual TLS</translation>
    </message>
    <message>
        <source>Set mutual TLS of %1</source>
        <translation>Mutual TLS von %1 setzen</translation>
    </message>
    <message>
        <source>What it is called in Kubernetes. Network policies and SPIFFE ids name it: the network and the identity plane decide by it.</source>
        <translation>Wie er in Kubernetes heißt. NetworkPolicies und SPIFFE-IDs nennen ihn: die Netzwerk- und die Identitätsebene entscheiden danach.</translation>
    </message>
    <message>
        <source>Network policies choose namespaces by them: the network plane. Those for Pod Security are set below.</source>
        <translation>NetworkPolicies wählen Namespaces danach aus: die Netzwerkebene. Die für Pod Security stehen weiter unten.</translation>
    </message>
    <message>
        <source>Whose it is. Findings and attacks look at what crosses from one tenant to another; no plane decides by it alone.</source>
        <translation>Wem er gehört. Befunde und Angriffe achten darauf, was von einem Mandanten zum anderen geht; allein danach entscheidet keine Ebene.</translation>
    </message>
    <message>
        <source>Pods below this level are refused. Workload plane.</source>
        <translation>Pods unter dieser Stufe werden abgewiesen. Workload-Ebene.</translation>
    </message>
    <message>
        <source>Pods below this level are recorded in the audit log. Refuses nothing.</source>
        <translation>Pods unter dieser Stufe stehen im Audit-Log. Weist nichts ab.</translation>
    </message>
    <message>
        <source>Who makes a pod below this level is warned. Refuses nothing.</source>
        <translation>Wer einen Pod unter dieser Stufe anlegt, wird gewarnt. Weist nichts ab.</translation>
    </message>
    <message>
        <source>NetworkPolicies for both directions, made from the permissions. Network plane.</source>
        <translation>NetworkPolicies für beide Richtungen, aus den Erlaubnissen gemacht. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Policies of the mesh that let in only the identities with a permission. Identity plane.</source>
        <translation>Policies des Mesh, die nur Identitäten mit Erlaubnis einlassen. Identitätsebene.</translation>
    </message>
    <message>
        <source>Whether new pods get a mesh proxy. What the mesh enforces needs it.</source>
        <translation>Ob neue Pods einen Mesh-Proxy bekommen. Was das Mesh durchsetzt, braucht ihn.</translation>
    </message>
    <message>
        <source>Strict refuses callers without a certificate; permissive proves nothing about them.</source>
        <translation>Strikt weist Aufrufer ohne Zertifikat ab; permissive beweist nichts über sie.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::OutlinePanel</name>
    <message>
        <source>Find in project…</source>
        <translation>Im Projekt suchen…</translation>
    </message>
    <message>
        <source>Find in project</source>
        <translation>Im Projekt suchen</translation>
    </message>
    <message>
        <source>Outline of the project</source>
        <translation>Gliederung des Projekts</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Outside the cluster</source>
        <translation>Außerhalb des Clusters</translation>
    </message>
    <message>
        <source>Service accounts</source>
        <translation>ServiceAccounts</translation>
    </message>
    <message>
        <source>Data stores</source>
        <translation>Datenspeicher</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>Datenrechte</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Context feeds</source>
        <translation>Kontextzufuhren</translation>
    </message>
    <message>
        <source>Tool scopes</source>
        <translation>Werkzeugrahmen</translation>
    </message>
    <message>
        <source>Egress lists</source>
        <translation>Egress-Listen</translation>
    </message>
    <message>
        <source>Node pools</source>
        <translation>Knotenpools</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Role bindings</source>
        <translation>Rollenbindungen</translation>
    </message>
    <message>
        <source>Communication patterns</source>
        <translation>Kommunikationsmuster</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::OverwriteDialog</name>
    <message>
        <source>Edited by hand</source>
        <translation>Von Hand geändert</translation>
    </message>
    <message>
        <source>Nothing was written to %1 yet: these files are not as Fourplane wrote them. Replacing them loses what somebody did by hand.</source>
        <translation>Noch wurde nichts nach %1 geschrieben: Diese Dateien sind nicht so, wie Fourplane sie geschrieben hat. Wer sie ersetzt, verliert, was jemand von Hand geändert hat.</translation>
    </message>
    <message>
        <source>Files edited by hand</source>
        <translation>Von Hand geänderte Dateien</translation>
    </message>
    <message>
        <source>What was edited, and what the design changes</source>
        <translation>Was von Hand geändert wurde und was der Entwurf ändert</translation>
    </message>
    <message numerus="yes">
        <source>Replace %n files</source>
        <translation>
            <numerusform>%n Datei ersetzen</numerusform>
            <numerusform>%n Dateien ersetzen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PalettePanel</name>
    <message>
        <source>Search kinds…</source>
        <translation>Arten suchen…</translation>
    </message>
    <message>
        <source>Search kinds</source>
        <translation>Arten suchen</translation>
    </message>
    <message>
        <source>Kinds to add</source>
        <translation>Arten zum Hinzufügen</translation>
    </message>
    <message>
        <source>Drag onto the canvas, or double-click to add</source>
        <translation>Auf die Zeichenfläche ziehen oder zum Hinzufügen doppelklicken</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PermissionsModel</name>
    <message>
        <source>every port it offers</source>
        <translation>jeder angebotene Port</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>none: needs an exception</source>
        <translation>keines: braucht eine Ausnahme</translation>
    </message>
    <message>
        <source>no declared flow</source>
        <translation>keine deklarierte Verbindung</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>HTTP methods</source>
        <translation>HTTP-Methoden</translation>
    </message>
    <message>
        <source>HTTP paths</source>
        <translation>HTTP-Pfade</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Realises</source>
        <translation>Setzt um</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no HTTP method: write GET, POST</source>
        <translation>„%1“ ist keine HTTP-Methode: GET, POST schreiben</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no HTTP path: begin with / or *</source>
        <translation>„%1“ ist kein HTTP-Pfad: mit / oder * beginnen</translation>
    </message>
    <message>
        <source>There is no pattern &apos;%1&apos;</source>
        <translation>Es gibt kein Muster „%1“</translation>
    </message>
    <message>
        <source>Set %1 of a permission</source>
        <translation>Erlaubnis ändern: %1</translation>
    </message>
    <message>
        <source>Set %1 of %2 permissions</source>
        <translation>%2 Erlaubnisse ändern: %1</translation>
    </message>
    <message>
        <source>Who may connect: workloads by their account and labels, outsiders by their addresses</source>
        <translation>Wer sich verbinden darf: Workloads nach Konto und Labels, Fremde nach ihren Adressen</translation>
    </message>
    <message>
        <source>Whom they may connect to</source>
        <translation>Mit wem</translation>
    </message>
    <message>
        <source>Ports of the destination&apos;s pods; any = every port it offers. Network plane, and the mesh.</source>
        <translation>Ports der Ziel-Pods; beliebig = jeder angebotene Port. Netzwerkebene, und das Mesh.</translation>
    </message>
    <message>
        <source>Only a mesh enforces methods: identity plane. Any = every method.</source>
        <translation>Methoden setzt nur ein Mesh durch: Identitätsebene. Beliebig = jede Methode.</translation>
    </message>
    <message>
        <source>Only a mesh enforces paths: identity plane. Any = every path.</source>
        <translation>Pfade setzt nur ein Mesh durch: Identitätsebene. Beliebig = jeder Pfad.</translation>
    </message>
    <message>
        <source>The communication pattern that it is made from; what is in none needs an exception</source>
        <translation>Das Kommunikationsmuster, aus dem sie entstanden ist; was in keinem steht, braucht eine Ausnahme</translation>
    </message>
    <message>
        <source>The operational context that justifies it. Decides nothing.</source>
        <translation>Der betriebliche Grund dafür. Entscheidet nichts.</translation>
    </message>
    <message>
        <source>The declared flow that it permits</source>
        <translation>Die deklarierte Verbindung, die sie erlaubt</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PermissionsPanel</name>
    <message>
        <source>none: needs an exception</source>
        <translation>keines: braucht eine Ausnahme</translation>
    </message>
    <message>
        <source>Permit what is declared</source>
        <translation>Deklariertes erlauben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Find permissions…</source>
        <translation>Erlaubnisse suchen…</translation>
    </message>
    <message>
        <source>Find permissions</source>
        <translation>Erlaubnisse suchen</translation>
    </message>
    <message>
        <source>Add a permission for every declared flow that has none</source>
        <translation>Für jede deklarierte Verbindung ohne Erlaubnis eine hinzufügen</translation>
    </message>
    <message>
        <source>Take the chosen permissions away (Del)</source>
        <translation>Gewählte Erlaubnisse entfernen (Entf)</translation>
    </message>
    <message>
        <source>Editing a cell changes every chosen row.</source>
        <translation>Das Bearbeiten einer Zelle ändert alle gewählten Zeilen.</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Erlaubnisse</translation>
    </message>
    <message>
        <source>Nothing is permitted yet. Declare flows on the canvas, then permit what is declared.</source>
        <translation>Noch ist nichts erlaubt. Verbindungen auf der Zeichenfläche deklarieren, dann Deklariertes erlauben.</translation>
    </message>
    <message>
        <source>Remove a permission</source>
        <translation>Eine Erlaubnis entfernen</translation>
    </message>
    <message>
        <source>Remove %1 permissions</source>
        <translation>%1 Erlaubnisse entfernen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PickerPopup</name>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PolicyMatrixModel</name>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>%1: permitted</source>
        <translation>%1: erlaubt</translation>
    </message>
    <message>
        <source>%1: denied (%2)</source>
        <translation>%1: verweigert (%2)</translation>
    </message>
    <message>
        <source>%1: open, nothing stands in the way</source>
        <translation>%1: offen, nichts steht im Weg</translation>
    </message>
    <message>
        <source>%1: not known (%2)</source>
        <translation>%1: ungewiss (%2)</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>deklariert</translation>
    </message>
    <message>
        <source>not declared</source>
        <translation>nicht deklariert</translation>
    </message>
    <message>
        <source>permissions: %1</source>
        <translation>Erlaubnisse: %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PolicyMatrixPanel</name>
    <message>
        <source>From…</source>
        <translation>Von…</translation>
    </message>
    <message>
        <source>To…</source>
        <translation>Nach…</translation>
    </message>
    <message>
        <source>Policy matrix: sources in rows, destinations in columns</source>
        <translation>Richtlinienmatrix: Quellen in Zeilen, Ziele in Spalten</translation>
    </message>
    <message>
        <source>Rows reach columns · framed: declared · striped: open but not declared · number: permissions · Space permits or withdraws</source>
        <translation>Zeilen erreichen Spalten · gerahmt: deklariert · gestreift: offen, aber nicht deklariert · Zahl: Erlaubnisse · Leertaste erlaubt oder nimmt zurück</translation>
    </message>
    <message>
        <source>The matrix is there as soon as the project has no problems: see Findings.</source>
        <translation>Die Matrix erscheint, sobald das Projekt keine Probleme hat: siehe Befunde.</translation>
    </message>
    <message>
        <source>Add a second workload: the matrix shows who reaches whom.</source>
        <translation>Einen zweiten Workload hinzufügen: Die Matrix zeigt, wer wen erreicht.</translation>
    </message>
    <message>
        <source>Permit %1</source>
        <translation>%1 erlauben</translation>
    </message>
    <message>
        <source>Permit %1 pairs</source>
        <translation>%1 Paare erlauben</translation>
    </message>
    <message>
        <source>Withdraw the permission of %1</source>
        <translation>Erlaubnis von %1 zurücknehmen</translation>
    </message>
    <message>
        <source>Withdraw the permissions of %1 pairs</source>
        <translation>Erlaubnisse von %1 Paaren zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Permit</source>
        <translation>&amp;Erlauben</translation>
    </message>
    <message>
        <source>&amp;Withdraw permission</source>
        <translation>Erlaubnis &amp;zurücknehmen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::PresentMode</name>
    <message>
        <source>← → to step, Esc to end</source>
        <translation>← → zum Blättern, Esc zum Beenden</translation>
    </message>
    <message>
        <source>Sticky notes become the steps of a presentation: this design has none yet.</source>
        <translation>Notizen werden zu den Schritten einer Präsentation: Dieser Entwurf hat noch keine.</translation>
    </message>
    <message>
        <source>Notes to step through: %1</source>
        <translation>Notizen zum Durchgehen: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::RecoveryDialog</name>
    <message>
        <source>Unsaved work was found</source>
        <translation>Nicht gespeicherte Arbeit gefunden</translation>
    </message>
    <message>
        <source>Fourplane ended without saving these projects. Open one to look at it: nothing is written to its file until you save.</source>
        <translation>Fourplane wurde beendet, ohne diese Projekte zu speichern. Eines öffnen, um es anzusehen: Vor dem Speichern wird nichts in seine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Unsaved projects</source>
        <translation>Nicht gespeicherte Projekte</translation>
    </message>
    <message>
        <source>Never saved</source>
        <translation>Nie gespeichert</translation>
    </message>
    <message>
        <source>%1, kept %2</source>
        <translation>%1, gesichert %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Ask Again Later</source>
        <translation>Später erneut fragen</translation>
    </message>
    <message>
        <source>Copies that an earlier run left behind</source>
        <translation>Kopien, die ein früherer Lauf hinterlassen hat</translation>
    </message>
    <message>
        <source>Open the chosen copy; its file is not touched until you save</source>
        <translation>Die gewählte Kopie öffnen; ihre Datei bleibt unberührt, bis du speicherst</translation>
    </message>
    <message>
        <source>Delete the chosen copy for good; the project&apos;s own file stays</source>
        <translation>Die gewählte Kopie endgültig löschen; die Datei des Projekts bleibt</translation>
    </message>
    <message>
        <source>Keep the copies and ask when Fourplane starts again</source>
        <translation>Die Kopien behalten und beim nächsten Start wieder fragen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ScenarioBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Simulate  F5</source>
        <translation>Simulieren  F5</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>exploitability</source>
        <translation>Ausnutzbarkeit</translation>
    </message>
    <message>
        <source>What is assumed about weaknesses in software</source>
        <translation>Was über Schwachstellen in Software angenommen wird</translation>
    </message>
    <message>
        <source>Stolen credentials and misuse only</source>
        <translation>Nur gestohlene Zugangsdaten und Missbrauch</translation>
    </message>
    <message>
        <source>Workloads that are marked as exploitable fall when they are reached</source>
        <translation>Als ausnutzbar markierte Workloads fallen, sobald sie erreicht werden</translation>
    </message>
    <message>
        <source>Assume breach: everything that is reached falls</source>
        <translation>Einbruch angenommen: Alles, was erreicht wird, fällt</translation>
    </message>
    <message>
        <source>Attack the design with this scenario (F5)</source>
        <translation>Entwurf mit diesem Szenario angreifen (F5)</translation>
    </message>
    <message>
        <source>No scenario yet</source>
        <translation>Noch kein Szenario</translation>
    </message>
    <message>
        <source>Stop the simulation (Shift+F5)</source>
        <translation>Die Simulation anhalten (Umschalt+F5)</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::SelectionForm</name>
    <message numerus="yes">
        <source>%n workloads</source>
        <translation>
            <numerusform>%n Workload</numerusform>
            <numerusform>%n Workloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n namespaces</source>
        <translation>
            <numerusform>%n Namespace</numerusform>
            <numerusform>%n Namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outside endpoints</source>
        <translation>
            <numerusform>%n Endpunkt außerhalb</numerusform>
            <numerusform>%n Endpunkte außerhalb</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declared flows</source>
        <translation>
            <numerusform>%n deklarierte Verbindung</numerusform>
            <numerusform>%n deklarierte Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Set %1 of %2 elements</source>
        <translation>%1 von %2 Elementen setzen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What they do: decides which attack techniques concern them. No plane decides by it.</source>
        <translation>Was sie tun: danach richtet sich, welche Angriffstechniken sie betreffen. Keine Ebene entscheidet danach.</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Whether a token for the Kubernetes API lies in the pods, ready to be stolen. Identity plane.</source>
        <translation>Ob in den Pods ein Token für die Kubernetes-API liegt, das gestohlen werden kann. Identitätsebene.</translation>
    </message>
    <message>
        <source>Like the account</source>
        <translation>Wie beim Konto</translation>
    </message>
    <message>
        <source>Mounted</source>
        <translation>Eingehängt</translation>
    </message>
    <message>
        <source>Not mounted</source>
        <translation>Nicht eingehängt</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Mesh</translation>
    </message>
    <message>
        <source>Whether the pods have a mesh proxy. Without one nothing proves their identity to others.</source>
        <translation>Ob die Pods einen Mesh-Proxy haben. Ohne ihn beweist nichts anderen ihre Identität.</translation>
    </message>
    <message>
        <source>Like the namespace</source>
        <translation>Wie der Namespace</translation>
    </message>
    <message>
        <source>In the mesh</source>
        <translation>Im Mesh</translation>
    </message>
    <message>
        <source>Outside the mesh</source>
        <translation>Außerhalb des Mesh</translation>
    </message>
    <message>
        <source>Reachable from the internet</source>
        <translation>Aus dem Internet erreichbar</translation>
    </message>
    <message>
        <source>Through an Ingress, a LoadBalancer or a NodePort. Network plane.</source>
        <translation>Über Ingress, LoadBalancer oder NodePort. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Assumed weaknesses</source>
        <translation>Angenommene Schwachstellen</translation>
    </message>
    <message>
        <source>Code can be run in it remotely</source>
        <translation>Code lässt sich darin aus der Ferne ausführen</translation>
    </message>
    <message>
        <source>Counts under the assumption &apos;marked&apos;</source>
        <translation>Zählt bei der Annahme „markiert“</translation>
    </message>
    <message>
        <source>Its container can be escaped</source>
        <translation>Ausbruch aus dem Container ist möglich</translation>
    </message>
    <message>
        <source>A runtime or kernel weakness lets code out to the node</source>
        <translation>Eine Schwachstelle in Laufzeit oder Kernel lässt Code auf den Node ausbrechen</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>Default deny, and one policy per permission</source>
        <translation>Default-Deny und eine Richtlinie je Erlaubnis</translation>
    </message>
    <message>
        <source>NetworkPolicies for both directions, made from the permissions. Network plane.</source>
        <translation>NetworkPolicies für beide Richtungen, aus den Erlaubnissen gemacht. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Mesh allow-list</source>
        <translation>Mesh-Allowlist</translation>
    </message>
    <message>
        <source>Policies of the mesh that let in only the identities with a permission. Identity plane.</source>
        <translation>Policies des Mesh, die nur Identitäten mit Erlaubnis einlassen. Identitätsebene.</translation>
    </message>
    <message>
        <source>Sidecar injection</source>
        <translation>Sidecar-Injection</translation>
    </message>
    <message>
        <source>Whether new pods get a mesh proxy. What the mesh enforces needs it.</source>
        <translation>Ob neue Pods einen Mesh-Proxy bekommen. Was das Mesh durchsetzt, braucht ihn.</translation>
    </message>
    <message>
        <source>Mutual TLS</source>
        <translation>Mutual TLS</translation>
    </message>
    <message>
        <source>Strict refuses callers without a certificate; permissive proves nothing about them.</source>
        <translation>Strikt weist Aufrufer ohne Zertifikat ab; permissive beweist nichts über sie.</translation>
    </message>
    <message>
        <source>Pod security</source>
        <translation>Pod Security</translation>
    </message>
    <message>
        <source>Pods below this level are refused. Workload plane.</source>
        <translation>Pods unter dieser Stufe werden abgewiesen. Workload-Ebene.</translation>
    </message>
    <message>
        <source>What they are.</source>
        <translation>Was sie sind.</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Who can write the text that comes from there.</source>
        <translation>Wer den Text schreiben kann, der von dort kommt.</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Network policies decide by it.</source>
        <translation>NetworkPolicies entscheiden danach.</translation>
    </message>
    <message>
        <source>Carries tool calls of an agent</source>
        <translation>Überträgt Werkzeugaufrufe eines Agenten</translation>
    </message>
    <message>
        <source>Then tool scopes decide about them, on the data plane.</source>
        <translation>Dann entscheiden Werkzeugrahmen darüber, auf der Datenebene.</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Move what is selected; with Shift in large steps</source>
        <translation>Auswahl verschieben; mit Umschalt in großen Schritten</translation>
    </message>
    <message>
        <source>Next element</source>
        <translation>Nächstes Element</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Walk through the design as one reads</source>
        <translation>Den Entwurf in Leserichtung durchgehen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>F2, Enter</source>
        <translation>F2, Eingabe</translation>
    </message>
    <message>
        <source>Write the name, or the text of a note, in place</source>
        <translation>Namen oder Text einer Notiz direkt bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Remove what is selected</source>
        <translation>Auswahl entfernen</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Ausschnitt verschieben</translation>
    </message>
    <message>
        <source>Space and drag, middle button</source>
        <translation>Leertaste und ziehen, mittlere Taste</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoomen</translation>
    </message>
    <message>
        <source>Ctrl and wheel, pinch</source>
        <translation>Strg und Mausrad, Zwei-Finger-Zoom</translation>
    </message>
    <message>
        <source>Around the pointer</source>
        <translation>Um den Zeiger herum</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Drag from an edge of a card</source>
        <translation>Von einer Kante einer Karte aus ziehen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add what you type there</source>
        <translation>Hinzufügen, was dort eingegeben wird</translation>
    </message>
    <message>
        <source>Walk along lines</source>
        <translation>An Linien entlanggehen</translation>
    </message>
    <message>
        <source>Alt+arrow keys</source>
        <translation>Alt+Pfeiltasten</translation>
    </message>
    <message>
        <source>Select the connected card that lies there</source>
        <translation>Wählt die verbundene Karte aus, die dort liegt</translation>
    </message>
    <message>
        <source>Add beside</source>
        <translation>Daneben hinzufügen</translation>
    </message>
    <message>
        <source>Ctrl+arrow keys</source>
        <translation>Strg+Pfeiltasten</translation>
    </message>
    <message>
        <source>Add what you type, connected from the selected card</source>
        <translation>Fügt hinzu, was du tippst, von der ausgewählten Karte aus verbunden</translation>
    </message>
    <message>
        <source>Declare a flow; dragged into the open, to something new</source>
        <translation>Deklariert eine Verbindung; ins Freie gezogen, zu etwas Neuem</translation>
    </message>
    <message>
        <source>Change the namespace</source>
        <translation>Namespace wechseln</translation>
    </message>
    <message>
        <source>Drag a card into another namespace</source>
        <translation>Eine Karte in einen anderen Namespace ziehen</translation>
    </message>
    <message>
        <source>The workload and its own account move there</source>
        <translation>Der Workload und sein eigenes Konto gehen dorthin</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>Click the corner of a namespace, double click its card</source>
        <translation>Die Ecke eines Namespace anklicken, seine Karte doppelklicken</translation>
    </message>
    <message>
        <source>Show a namespace as one card with its connections bundled, or open it again</source>
        <translation>Einen Namespace als eine Karte mit gebündelten Verbindungen zeigen, oder ihn wieder öffnen</translation>
    </message>
    <message>
        <source>Change the nodes</source>
        <translation>Die Knoten wechseln</translation>
    </message>
    <message>
        <source>Drag a card among the nodes of a pool</source>
        <translation>Eine Karte zwischen die Knoten eines Pools ziehen</translation>
    </message>
    <message>
        <source>Under the workload lens: the workload runs on that pool and no other</source>
        <translation>Unter der Workload-Linse: der Workload läuft auf diesem Pool und keinem anderen</translation>
    </message>
    <message>
        <source>Letters other than N and P, double click on empty canvas; C and W where nothing is selected</source>
        <translation>Buchstaben außer N und P, Doppelklick auf die leere Fläche; C und W, wo nichts ausgewählt ist</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::SourceView</name>
    <message>
        <source>Find in this file…</source>
        <translation>In dieser Datei suchen …</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>Find the one before (Shift+Enter)</source>
        <translation>Vorheriges Vorkommen (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Find the next one (Enter)</source>
        <translation>Nächstes Vorkommen (Eingabe)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::StartPage</name>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Design, attack, hand over</source>
        <translation>Entwerfen, angreifen, übergeben</translation>
    </message>
    <message>
        <source>Press / and type what you need (&quot;gateway&quot;, &quot;vector&quot;), or drag a kind from the palette.</source>
        <translation>/ drücken und eingeben, was gebraucht wird („gateway“, „vector“), oder eine Art aus der Palette ziehen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Strg+O</translation>
    </message>
    <message>
        <source>Import manifests…</source>
        <translation>Manifeste importieren…</translation>
    </message>
    <message>
        <source>From a folder of Kubernetes manifests</source>
        <translation>Aus einem Ordner</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Start from a design</source>
        <translation>Mit einem Entwurf beginnen</translation>
    </message>
    <message>
        <source>Describe your service…</source>
        <translation>Beschreibe deinen Dienst…</translation>
    </message>
    <message>
        <source>Answer a form; it becomes a design</source>
        <translation>Aus deinen Antworten wird ein Entwurf</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::TaskPill</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop this task</source>
        <translation>Diese Aufgabe anhalten</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::TimelineModel</name>
    <message>
        <source>blocked: %1</source>
        <translation>blockiert: %1</translation>
    </message>
    <message>
        <source>step %1, blocked</source>
        <translation>Schritt %1, blockiert</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>From → to</source>
        <translation>Von → nach</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Technik</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>How many steps lie before it: steps with the same number need nothing of each other</source>
        <translation>Wie viele Schritte davor liegen: Schritte mit derselben Nummer brauchen einander nicht</translation>
    </message>
    <message>
        <source>From what the attacker holds to what the step is about</source>
        <translation>Von dem, was der Angreifer hat, zu dem, worum es geht</translation>
    </message>
    <message>
        <source>What the attacker does</source>
        <translation>Was der Angreifer tut</translation>
    </message>
    <message>
        <source>Where the technique is catalogued: MITRE ATLAS and ATT&amp;CK, OWASP, CVE</source>
        <translation>Wo die Technik verzeichnet ist: MITRE ATLAS und ATT&amp;CK, OWASP, CVE</translation>
    </message>
    <message>
        <source>The planes that stop the step</source>
        <translation>Die Ebenen, die den Schritt aufhalten</translation>
    </message>
    <message>
        <source>What the attacker has then, or what stopped them</source>
        <translation>Was der Angreifer dann hat, oder was ihn aufhielt</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::TimelinePanel</name>
    <message>
        <source>Pivots of the attack</source>
        <translation>Schritte des Angriffs</translation>
    </message>
    <message>
        <source>First pivot</source>
        <translation>Erster Schritt</translation>
    </message>
    <message>
        <source>Previous pivot</source>
        <translation>Voriger Schritt</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Next pivot (F10)</source>
        <translation>Nächster Schritt (F10)</translation>
    </message>
    <message>
        <source>Pivot</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Gelungen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>To the goal</source>
        <translation>Zum Ziel</translation>
    </message>
    <message>
        <source>%1 · exploitability: %2</source>
        <translation>%1 · Ausnutzbarkeit: %2</translation>
    </message>
    <message>
        <source>Only the steps that bring a crown jewel down</source>
        <translation>Nur die Schritte, die ein Kronjuwel zu Fall bringen</translation>
    </message>
    <message>
        <source>No crown jewel falls in this attack</source>
        <translation>Bei diesem Angriff fällt kein Kronjuwel</translation>
    </message>
    <message>
        <source>%1: the attacker finds nothing to try from the footholds.</source>
        <translation>%1: Von den Einfallstoren aus findet der Angreifer keinen Ansatz.</translation>
    </message>
    <message>
        <source>pivot %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 pivots</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>%1 of %2 pivots</source>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>Out of date, press F5 · </source>
        <translation>Veraltet, F5 drücken · </translation>
    </message>
    <message>
        <source>Every attempt</source>
        <translation>Jeder Versuch</translation>
    </message>
    <message>
        <source>Only the steps that succeed</source>
        <translation>Nur die Schritte, die gelingen</translation>
    </message>
    <message>
        <source>Only the attempts that were stopped</source>
        <translation>Nur die Versuche, die aufgehalten wurden</translation>
    </message>
    <message>
        <source>Close This Path…</source>
        <translation>Diesen Weg schließen…</translation>
    </message>
    <message>
        <source>See which smallest change keeps the goals, or the target of the chosen step, from falling</source>
        <translation>Sehen, welche kleinste Änderung die Ziele, oder das Ziel des gewählten Schritts, davor bewahrt zu fallen</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::Tour</name>
    <message>
        <source>Add something</source>
        <translation>Etwas hinzufügen</translation>
    </message>
    <message>
        <source>Connect two cards</source>
        <translation>Zwei Karten verbinden</translation>
    </message>
    <message>
        <source>Ask why</source>
        <translation>Nach dem Warum fragen</translation>
    </message>
    <message>
        <source>Attack the design</source>
        <translation>Den Entwurf angreifen</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Press / and type what you need, such as &quot;vector&quot;, then Enter. Or drag a kind from the palette onto the canvas.</source>
        <translation>Drück / und tipp, was du brauchst, etwa „vector“, dann Enter. Oder zieh eine Art aus der Palette auf die Zeichenfläche.</translation>
    </message>
    <message>
        <source>Point at a card and drag from its edge to another one: that declares a flow, which the design needs.</source>
        <translation>Zeig auf eine Karte und zieh von ihrem Rand zu einer anderen: Das erklärt einen Fluss, den der Entwurf braucht.</translation>
    </message>
    <message>
        <source>Click a connection, or two cards with Ctrl. The card on the right says plane by plane who lets it pass or stops it, and by which rule.</source>
        <translation>Klick eine Verbindung an, oder mit Strg zwei Karten. Die Karte rechts sagt Ebene für Ebene, wer sie durchlässt oder aufhält, und durch welche Regel.</translation>
    </message>
    <message>
        <source>Press F5. The timeline below shows every step of the attack, and every attempt that was stopped and by what. Findings can be fixed there with Ctrl+.</source>
        <translation>Drück F5. Die Zeitleiste unten zeigt jeden Schritt des Angriffs und jeden Versuch, der aufgehalten wurde, und wodurch. Befunde lassen sich dort mit Strg+. beheben.</translation>
    </message>
    <message>
        <source>Export › Manifests writes what was simulated, and nothing else. Help › Guided Tour shows all this again.</source>
        <translation>Export › Manifeste schreibt, was simuliert wurde, und sonst nichts. Hilfe › Rundgang zeigt das alles noch einmal.</translation>
    </message>
    <message>
        <source>Show Me</source>
        <translation>Zeig es mir</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>End the tour (Esc); Help › Guided Tour begins it again</source>
        <translation>Den Rundgang beenden (Esc); Hilfe › Rundgang beginnt ihn wieder</translation>
    </message>
    <message>
        <source>Do it for you</source>
        <translation>Es für dich tun</translation>
    </message>
    <message>
        <source>The mark before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>The next mark; doing what it says goes on too</source>
        <translation>Der nächste Schritt; auch wer es tut, kommt weiter</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::WhyCard</name>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>fourplane::ui::WorkloadForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Make %1 a %2</source>
        <translation>Art von %1 ändern: %2</translation>
    </message>
    <message>
        <source>Kind because</source>
        <translation>Art, weil</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Set labels of %1</source>
        <translation>Labels von %1 setzen</translation>
    </message>
    <message>
        <source>key=value, one per line</source>
        <translation>Schlüssel=Wert, einer je Zeile</translation>
    </message>
    <message>
        <source>Another %1 in this namespace has that name</source>
        <translation>%1 mit diesem Namen gibt es in diesem Namespace schon</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>ServiceAccount</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Like the account</source>
        <translation>Wie beim Konto</translation>
    </message>
    <message>
        <source>Mounted</source>
        <translation>Eingehängt</translation>
    </message>
    <message>
        <source>Not mounted</source>
        <translation>Nicht eingehängt</translation>
    </message>
    <message>
        <source>Set token mounting of %1</source>
        <translation>Einhängen des Tokens von %1 setzen</translation>
    </message>
    <message>
        <source>default (shared)</source>
        <translation>default (geteilt)</translation>
    </message>
    <message>
        <source>New account for this workload</source>
        <translation>Neues Konto für diesen Workload</translation>
    </message>
    <message>
        <source>Set service account of %1</source>
        <translation>ServiceAccount von %1 setzen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>8080, grpc:9000, 53/UDP</source>
        <translation>8080, grpc:9000, 53/UDP</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Mesh</translation>
    </message>
    <message>
        <source>Like the namespace</source>
        <translation>Wie der Namespace</translation>
    </message>
    <message>
        <source>In the mesh</source>
        <translation>Im Mesh</translation>
    </message>
    <message>
        <source>Outside the mesh</source>
        <translation>Außerhalb des Mesh</translation>
    </message>
    <message>
        <source>Set mesh membership of %1</source>
        <translation>Mesh-Zugehörigkeit von %1 setzen</translation>
    </message>
    <message>
        <source>Reachable from the internet</source>
        <translation>Aus dem Internet erreichbar</translation>
    </message>
    <message>
        <source>Expose %1</source>
        <translation>%1 exponieren</translation>
    </message>
    <message>
        <source>Stop exposing %1</source>
        <translation>%1 nicht mehr exponieren</translation>
    </message>
    <message>
        <source>Set ports of %1</source>
        <translation>Ports von %1 setzen</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>Pod security</source>
        <translation>Pod Security</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>choose a namespace first</source>
        <translation>zuerst einen Namespace wählen</translation>
    </message>
    <message>
        <source>all %1 workloads of %2</source>
        <translation>alle %1 Workloads von %2</translation>
    </message>
    <message>
        <source>Set pod security of %1</source>
        <translation>Pod Security von %1 setzen</translation>
    </message>
    <message>
        <source>Assumed weaknesses</source>
        <translation>Angenommene Schwachstellen</translation>
    </message>
    <message>
        <source>Code can be run in it remotely</source>
        <translation>Code lässt sich darin aus der Ferne ausführen</translation>
    </message>
    <message>
        <source>Mark %1 as remotely exploitable</source>
        <translation>%1 als aus der Ferne ausnutzbar markieren</translation>
    </message>
    <message>
        <source>Counts under the assumption &apos;marked&apos;</source>
        <translation>Zählt bei der Annahme „markiert“</translation>
    </message>
    <message>
        <source>Its container can be escaped</source>
        <translation>Ausbruch aus dem Container ist möglich</translation>
    </message>
    <message>
        <source>Mark %1 as escapable</source>
        <translation>Ausbruch aus %1 als möglich markieren</translation>
    </message>
    <message>
        <source>A runtime or kernel weakness lets code out to the node</source>
        <translation>Eine Schwachstelle in Laufzeit oder Kernel lässt Code auf den Node ausbrechen</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Say why %1 is exploitable</source>
        <translation>Begründen, warum %1 ausnutzbar ist</translation>
    </message>
    <message>
        <source>CVE id, or assumption</source>
        <translation>CVE-ID oder Annahme</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>nobody has a grant</source>
        <translation>niemand hat eine Berechtigung</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Set behaviour of %1</source>
        <translation>Verhalten von %1 setzen</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>What it is called in Kubernetes. Policies choose pods by labels: no plane decides by the name.</source>
        <translation>Wie er in Kubernetes heißt. Richtlinien wählen Pods nach Labels: keine Ebene entscheidet nach dem Namen.</translation>
    </message>
    <message>
        <source>What it does: decides which attack techniques concern it. No plane decides by it.</source>
        <translation>Was er tut: danach richtet sich, welche Angriffstechniken ihn betreffen. Keine Ebene entscheidet danach.</translation>
    </message>
    <message>
        <source>Why the import took it for this kind. Choosing a kind settles it.</source>
        <translation>Warum der Import ihn für diese Art hielt. Wer eine Art wählt, legt sie fest.</translation>
    </message>
    <message>
        <source>Where its pods run. Default deny, mesh allow-lists, Pod Security and accounts belong to a namespace: every plane decides by it.</source>
        <translation>Wo seine Pods laufen. Default-Deny, Mesh-Allowlists, Pod Security und Konten gehören zu einem Namespace: jede Ebene entscheidet danach.</translation>
    </message>
    <message>
        <source>Labels of its pods. Network policies and Services choose pods by them: the network plane.</source>
        <translation>Labels seiner Pods. NetworkPolicies und Services wählen Pods danach aus: die Netzwerkebene.</translation>
    </message>
    <message>
        <source>Who its pods are. The identity plane, the Kubernetes API and the grants of stores decide by it; who shares an account shares its rights.</source>
        <translation>Wer seine Pods sind. Die Identitätsebene, die Kubernetes-API und die Datenrechte der Speicher entscheiden danach; wer ein Konto teilt, teilt dessen Rechte.</translation>
    </message>
    <message>
        <source>Whether a token for the Kubernetes API lies in its pods, ready to be stolen. Identity plane.</source>
        <translation>Ob in seinen Pods ein Token für die Kubernetes-API liegt, das gestohlen werden kann. Identitätsebene.</translation>
    </message>
    <message>
        <source>What its pods listen on. A flow or permission without a port means all of these. Network plane.</source>
        <translation>Worauf seine Pods lauschen. Eine Verbindung oder Erlaubnis ohne Port meint alle diese. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Whether its pods have a mesh proxy. Without one nothing proves its identity to others, nor checks who calls it. Identity plane.</source>
        <translation>Ob seine Pods einen Mesh-Proxy haben. Ohne ihn beweist nichts anderen seine Identität, und nichts prüft, wer ihn ruft. Identitätsebene.</translation>
    </message>
    <message>
        <source>Through an Ingress, a LoadBalancer or a NodePort. Network plane.</source>
        <translation>Über Ingress, LoadBalancer oder NodePort. Netzwerkebene.</translation>
    </message>
    <message>
        <source>Pod Security Admission of its namespace: pods below this level are refused. Workload plane.</source>
        <translation>Pod Security Admission seines Namespace: Pods unter dieser Stufe werden abgewiesen. Workload-Ebene.</translation>
    </message>
    <message>
        <source>Pod Security is set for a whole namespace.</source>
        <translation>Pod Security gilt für einen ganzen Namespace.</translation>
    </message>
    <message>
        <source>Why you believe it; stands in traces and reports. Decides nothing.</source>
        <translation>Warum du es glaubst; steht in Verläufen und Berichten. Entscheidet nichts.</translation>
    </message>
    <message>
        <source>Collections of its stores and how sensitive they are. Data plane.</source>
        <translation>Sammlungen seiner Speicher und wie sensibel sie sind. Datenebene.</translation>
    </message>
    <message>
        <source>Accounts with a grant, which the store itself checks. Data plane.</source>
        <translation>Konten mit einem Datenrecht, die der Speicher selbst prüft. Datenebene.</translation>
    </message>
</context>
</TS>
