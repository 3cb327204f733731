// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Does what `istioctl analyze --use-kube=false` does, with the same analyzers. One question a line on standard input:
//
//	{"objects": [{"apiVersion": ..., "kind": ..., ...}, ...]}
//
// one answer a line: {"messages": [{"code": "IST0101", "level": "Error", "text": "..."}], "analyzers": 36}, or
// {"error": "..."} when an object cannot be read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"istio.io/istio/pkg/config/analysis/analyzers"
	"istio.io/istio/pkg/config/analysis/local"
	"istio.io/istio/pkg/log"
)

type question struct {
	Objects []json.RawMessage `json:"objects"`
}

type message struct {
	Code  string `json:"code"`
	Level string `json:"level"`
	Text  string `json:"text"`
}

type answer struct {
	Messages  []message `json:"messages"`
	Analyzers int       `json:"analyzers"`
	Error     string    `json:"error,omitempty"`
}

func analyze(line []byte) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint(problem)}
		}
	}()
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	source := local.NewIstiodAnalyzer(analyzers.AllCombined(), "", "istio-system", nil)
	if err := source.AddDefaultResources(); err != nil {
		return answer{Error: err.Error()}
	}
	var readers []local.ReaderSource
	for i, object := range asked.Objects {
		readers = append(readers,
			local.ReaderSource{Name: fmt.Sprint("object-", i), Reader: strings.NewReader(string(object))})
	}
	// Namespaces and pods are read too, which an analysis of files alone leaves out.
	if err := source.AddTestReaderKubeSource(readers); err != nil {
		return answer{Error: err.Error()}
	}
	cancel := make(chan struct{})
	defer close(cancel)
	found, err := source.Analyze(cancel)
	if err != nil {
		return answer{Error: err.Error()}
	}
	result = answer{Messages: []message{}, Analyzers: len(found.ExecutedAnalyzers)}
	for _, one := range found.Messages {
		result.Messages = append(result.Messages,
			message{Code: one.Type.Code(), Level: one.Type.Level().String(), Text: one.String()})
	}
	return result
}

func main() {
	options := log.DefaultOptions()
	options.OutputPaths = []string{"/dev/null"}
	if err := log.Configure(options); err != nil {
		panic(err)
	}
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if encodeError := encoder.Encode(analyze(line)); encodeError != nil {
				panic(encodeError)
			}
		}
		// Answers wait until no further question is at hand.
		if input.Buffered() == 0 {
			output.Flush()
		}
		if err != nil {
			return
		}
	}
}
