// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Judges Kubernetes objects with kubectl-validate: the API server's own decoding and custom resource validation, CEL
// rules included. Arguments: folders with CustomResourceDefinitions (.yaml, searched to the bottom). Built-in kinds are
// those of the newest Kubernetes that kubectl-validate carries. One object (JSON) a line on standard input, one answer
// a line on standard output, in order: {"problems": ["..."]}; empty when the object is accepted.
package main

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"

	"sigs.k8s.io/kubectl-validate/pkg/openapiclient"
	"sigs.k8s.io/kubectl-validate/pkg/validator"
)

type answer struct {
	Problems []string `json:"problems"`
}

func newestBuiltins() string {
	versions := openapiclient.HardcodedBuiltinVersions
	newest := versions[0]
	for _, version := range versions {
		if len(version) > len(newest) || (len(version) == len(newest) && version > newest) {
			newest = version
		}
	}
	return newest
}

func foldersBelow(roots []string) ([]fs.FS, error) {
	var folders []fs.FS
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				folders = append(folders, os.DirFS(path))
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return folders, nil
}

func judge(judge *validator.Validator, line []byte) answer {
	_, object, err := judge.Parse(line)
	if err == nil {
		err = judge.Validate(object)
	}
	if err != nil {
		return answer{Problems: []string{err.Error()}}
	}
	return answer{Problems: []string{}}
}

func main() {
	folders, err := foldersBelow(os.Args[1:])
	if err != nil {
		panic(err)
	}
	kinds, err := validator.New(openapiclient.NewComposite(
		openapiclient.NewHardcodedBuiltins(newestBuiltins()), openapiclient.NewLocalCRDFiles(folders...)))
	if err != nil {
		panic(err)
	}
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if encodeError := encoder.Encode(judge(kinds, line)); encodeError != nil {
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
