// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Asks the API server's own evaluator of ValidatingAdmissionPolicies: compiles the expressions as the server does when
// a policy is written, and evaluates them on an object with the server's limits of cost. One question (JSON) a line on
// standard input: {"policy": ValidatingAdmissionPolicy, "object": Kubernetes object}; without an object it only
// compiles. One answer a line on standard output: {"errors": [...], "isMatched": bool, "refusals": ["message", ...]}.
// matchConstraints are not looked at.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

type question struct {
	Policy admissionv1.ValidatingAdmissionPolicy `json:"policy"`
	Object map[string]any                        `json:"object"`
}

type answer struct {
	Errors    []string `json:"errors"`
	IsMatched bool     `json:"isMatched"`
	Refusals  []string `json:"refusals"`
}

func (a *answer) addErrors(problems []error) {
	for _, problem := range problems {
		a.Errors = append(a.Errors, problem.Error())
	}
}

func ask(asked question) answer {
	result := answer{Errors: []string{}, Refusals: []string{}}
	compiler, err := cel.NewCompositedCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
	if err != nil {
		panic(err)
	}
	none := cel.OptionalVariableDeclarations{}
	spec := asked.Policy.Spec
	for i := range spec.Variables {
		compiled := compiler.CompileAndStoreVariable(&validating.Variable{
			Name: spec.Variables[i].Name, Expression: spec.Variables[i].Expression,
		}, none, environment.NewExpressions)
		if compiled.Error != nil {
			result.Errors = append(result.Errors, spec.Variables[i].Name+": "+compiled.Error.Error())
		}
	}
	var conditions, rules []cel.ExpressionAccessor
	for i := range spec.MatchConditions {
		conditions = append(conditions, (*matchconditions.MatchCondition)(&spec.MatchConditions[i]))
	}
	for _, validation := range spec.Validations {
		rules = append(rules, &validating.ValidationCondition{
			Expression: validation.Expression, Message: validation.Message, Reason: validation.Reason,
		})
	}
	// Match conditions are compiled without the variables, which older servers do not give them.
	matching := cel.NewConditionCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())).
		CompileCondition(conditions, none, environment.NewExpressions)
	judging := compiler.CompileCondition(rules, none, environment.NewExpressions)
	result.addErrors(matching.CompilationErrors())
	result.addErrors(judging.CompilationErrors())
	if asked.Object == nil || len(result.Errors) > 0 {
		return result
	}
	object := &unstructured.Unstructured{Object: asked.Object}
	kind := object.GroupVersionKind()
	resource := schema.GroupVersionResource{Group: kind.Group, Version: kind.Version}
	attributes := &admission.VersionedAttributes{
		Attributes: admission.NewAttributesRecord(object, nil, kind, object.GetNamespace(), object.GetName(), resource,
			"", admission.Create, nil, false, nil),
		VersionedObject: object, VersionedKind: kind,
	}
	request := cel.CreateAdmissionRequest(attributes.Attributes, metav1.GroupVersionResource(resource),
		metav1.GroupVersionKind(kind))
	evaluate := func(evaluator cel.ConditionEvaluator) []cel.EvaluationResult {
		results, _, err := evaluator.ForInput(context.Background(), attributes, request, cel.OptionalVariableBindings{},
			nil, celconfig.RuntimeCELCostBudget)
		if err != nil {
			result.Errors = append(result.Errors, err.Error())
		}
		return results
	}
	result.IsMatched = true
	for _, condition := range evaluate(matching) {
		if condition.Error != nil {
			result.Errors = append(result.Errors, condition.Error.Error())
		} else if condition.EvalResult.Value() != true {
			result.IsMatched = false
		}
	}
	for i, rule := range evaluate(judging) {
		if rule.Error != nil {
			result.Errors = append(result.Errors, rule.Error.Error())
		} else if rule.EvalResult.Value() != true {
			result.Refusals = append(result.Refusals, spec.Validations[i].Message)
		}
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
			var asked question
			result := answer{}
			if decodeError := json.Unmarshal(line, &asked); decodeError != nil {
				result.Errors = append(result.Errors, decodeError.Error())
			} else {
				result = ask(asked)
			}
			if encodeError := encoder.Encode(result); encodeError != nil {
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
