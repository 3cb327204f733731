// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Reads policies with the HCL library that Vault reads them with. One question a line on standard input,
//
//	{"policy": "path \"kv/data/a\" {...}"}
//
// one answer a line on standard output, in order: {"paths": {"kv/data/a": ["read"]}} or {"error": "..."}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/hcl"
	"github.com/hashicorp/hcl/hcl/ast"
)

type question struct {
	Policy string `json:"policy"`
}

type answer struct {
	Paths map[string][]string `json:"paths"`
	Error string              `json:"error,omitempty"`
}

func read(text string) (map[string][]string, error) {
	root, err := hcl.Parse(text)
	if err != nil {
		return nil, err
	}
	list, ok := root.Node.(*ast.ObjectList)
	if !ok {
		return nil, fmt.Errorf("no object at the root")
	}
	paths := map[string][]string{}
	for _, item := range list.Items {
		if len(item.Keys) != 2 || item.Keys[0].Token.Value() != "path" {
			return nil, fmt.Errorf("something else than a path at %s", item.Pos())
		}
		var body struct {
			Capabilities []string `hcl:"capabilities"`
		}
		if err := hcl.DecodeObject(&body, item.Val); err != nil {
			return nil, err
		}
		path := item.Keys[1].Token.Value().(string)
		if _, known := paths[path]; known {
			return nil, fmt.Errorf("path %q twice", path)
		}
		paths[path] = body.Capabilities
	}
	return paths, nil
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 1 {
			var asked question
			var given answer
			if failed := json.Unmarshal(line, &asked); failed != nil {
				given.Error = failed.Error()
			} else if paths, failed := read(asked.Policy); failed != nil {
				given.Error = failed.Error()
			} else {
				given.Paths = paths
			}
			if failed := out.Encode(given); failed != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
