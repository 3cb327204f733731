// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Judges pods with Kubernetes' own Pod Security admission library. One question a line on standard input:
//
//	{"level": "baseline", "version": "v1.30", "pod": {"metadata": {...}, "spec": {...}}}
//
// one answer a line on standard output, in order: {"allowed": false, "reasons": ["..."]} or {"error": "..."}.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type question struct {
	Level   string     `json:"level"`
	Version string     `json:"version"`
	Pod     corev1.Pod `json:"pod"`
}

type answer struct {
	Allowed bool     `json:"allowed"`
	Reasons []string `json:"reasons,omitempty"`
	Error   string   `json:"error,omitempty"`
}

func judge(evaluator policy.Evaluator, line []byte) answer {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	level, err := api.ParseLevel(asked.Level)
	if err != nil {
		return answer{Error: err.Error()}
	}
	version, err := api.ParseVersion(asked.Version)
	if err != nil {
		return answer{Error: err.Error()}
	}
	result := answer{Allowed: true}
	levelVersion := api.LevelVersion{Level: level, Version: version}
	for _, check := range evaluator.EvaluatePod(levelVersion, &asked.Pod.ObjectMeta, &asked.Pod.Spec) {
		if !check.Allowed {
			result.Allowed = false
			result.Reasons = append(result.Reasons, check.ForbiddenReason+": "+check.ForbiddenDetail)
		}
	}
	return result
}

func main() {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if encodeError := encoder.Encode(judge(evaluator, line)); encodeError != nil {
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
