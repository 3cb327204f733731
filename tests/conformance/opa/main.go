// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Open Policy Agent. With arguments it is the command line of opa: check, test, build, eval. Without, it evaluates:
// one question a line on standard input,
//
//	{"bundle": "FOLDER", "query": "data.fourplane.decision.verdict", "inputs": [{...}, ...]}
//
// one answer a line on standard output, in order: {"values": ["permit", null, ...]}, null where the query is undefined,
// or {"error": "..."}.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	"github.com/open-policy-agent/opa/cmd"
	"github.com/open-policy-agent/opa/v1/rego"
)

type question struct {
	Bundle string           `json:"bundle"`
	Query  string           `json:"query"`
	Inputs []map[string]any `json:"inputs"`
}

type answer struct {
	Values []any  `json:"values"`
	Error  string `json:"error,omitempty"`
}

func evaluate(line []byte) answer {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	ctx := context.Background()
	prepared, err := rego.New(rego.Query(asked.Query), rego.LoadBundle(asked.Bundle)).PrepareForEval(ctx)
	if err != nil {
		return answer{Error: err.Error()}
	}
	result := answer{Values: []any{}}
	for _, input := range asked.Inputs {
		found, err := prepared.Eval(ctx, rego.EvalInput(input))
		if err != nil {
			return answer{Error: err.Error()}
		}
		var value any
		if len(found) > 0 {
			value = found[0].Expressions[0].Value
		}
		result.Values = append(result.Values, value)
	}
	return result
}

func main() {
	if len(os.Args) > 1 {
		if err := cmd.RootCommand.Execute(); err != nil {
			os.Exit(1)
		}
		return
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			if err := out.Encode(evaluate(line)); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
