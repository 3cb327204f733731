// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Lists what manifests let through, as `netpolicy list` of np-guard's netpol-analyzer does. One question a line on
// standard input:
//
//	{"folder": "/path/to/manifests"}
//
// one answer a line: {"lines": ["ns/a[Pod] => ns/b[Pod] : TCP 80", ...], "problems": ["..."]}, the lines being those of
// its text format, or {"error": "..."}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/np-guard/netpol-analyzer/pkg/logger"
	"github.com/np-guard/netpol-analyzer/pkg/netpol/connlist"
)

type question struct {
	Folder string `json:"folder"`
}

type answer struct {
	Lines    []string `json:"lines"`
	Problems []string `json:"problems"`
	Error    string   `json:"error,omitempty"`
}

func list(line []byte) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint(problem)}
		}
	}()
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	// Its logger writes to standard output otherwise.
	quiet := logger.NewDefaultLoggerWithVerbosity(logger.LowVerbosity)
	analyzer := connlist.NewConnlistAnalyzer(connlist.WithLogger(quiet), connlist.WithMuteErrsAndWarns())
	connections, _, err := analyzer.ConnlistFromDirPath(asked.Folder)
	if err != nil {
		return answer{Error: err.Error()}
	}
	text, err := analyzer.ConnectionsListToString(connections)
	if err != nil {
		return answer{Error: err.Error()}
	}
	result = answer{Lines: []string{}, Problems: []string{}}
	for _, one := range strings.Split(text, "\n") {
		if one != "" {
			result.Lines = append(result.Lines, one)
		}
	}
	for _, problem := range analyzer.Errors() {
		result.Problems = append(result.Problems, problem.Error().Error())
	}
	return result
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if encodeError := encoder.Encode(list(line)); encodeError != nil {
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
