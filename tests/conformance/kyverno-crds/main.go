// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Writes the CustomResourceDefinitions that Kyverno ships into the folder named by the only argument, as the oracle
// "manifests" reads them. The version is that of go.mod.
package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno/data"
)

func main() {
	definitions, err := data.Crds()
	if err != nil {
		panic(err)
	}
	err = fs.WalkDir(definitions, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(definitions, path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(os.Args[1], filepath.Base(path)), text, 0o644)
	})
	if err != nil {
		panic(err)
	}
}
