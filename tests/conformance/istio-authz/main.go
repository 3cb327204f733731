// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Turns AuthorizationPolicies into Envoy RBAC filters with Istio's own builder. One question a line on standard input:
//
//	{"policies": [{"metadata": {...}, "spec": {...}}], "trustDomain": "cluster.local", "tcp": false}
//
// The policies are taken to apply to the workload, in the order given. One answer a line: {"filters": [RBAC, ...]}, the
// rules of each filter in the JSON form of envoy.config.rbac.v3.RBAC, in the order in which Envoy runs them, or
// {"error": "..."}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	rbac "github.com/envoyproxy/go-control-plane/envoy/config/rbac/v3"
	httprbac "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/rbac/v3"
	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	tcprbac "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/rbac/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	security "istio.io/api/security/v1beta1"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/security/authz/builder"
	"istio.io/istio/pilot/pkg/security/trustdomain"
	"istio.io/istio/pkg/log"
)

type policy struct {
	Metadata struct {
		Name        string            `json:"name"`
		Namespace   string            `json:"namespace"`
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata"`
	Spec json.RawMessage `json:"spec"`
}

type question struct {
	Policies    []policy `json:"policies"`
	TrustDomain string   `json:"trustDomain"`
	TCP         bool     `json:"tcp"`
}

type answer struct {
	Filters []json.RawMessage `json:"filters"`
	Error   string            `json:"error,omitempty"`
}

func httpRules(filters []*hcm.HttpFilter) ([]*rbac.RBAC, error) {
	var rules []*rbac.RBAC
	for _, filter := range filters {
		config := &httprbac.RBAC{}
		if err := unpack(filter.GetTypedConfig(), config); err != nil {
			return nil, err
		}
		rules = append(rules, config.Rules)
	}
	return rules, nil
}

func tcpRules(filters []*listener.Filter) ([]*rbac.RBAC, error) {
	var rules []*rbac.RBAC
	for _, filter := range filters {
		config := &tcprbac.RBAC{}
		if err := unpack(filter.GetTypedConfig(), config); err != nil {
			return nil, err
		}
		rules = append(rules, config.Rules)
	}
	return rules, nil
}

func unpack(packed *anypb.Any, into proto.Message) error {
	return packed.UnmarshalTo(into)
}

func build(line []byte) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint(problem)}
		}
	}()
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	var policies model.AuthorizationPoliciesResult
	for _, one := range asked.Policies {
		spec := &security.AuthorizationPolicy{}
		if len(one.Spec) > 0 {
			if err := protojson.Unmarshal(one.Spec, spec); err != nil {
				return answer{Error: err.Error()}
			}
		}
		applied := model.AuthorizationPolicy{Name: one.Metadata.Name, Namespace: one.Metadata.Namespace,
			Annotations: one.Metadata.Annotations, Spec: spec}
		switch spec.Action {
		case security.AuthorizationPolicy_DENY:
			policies.Deny = append(policies.Deny, applied)
		case security.AuthorizationPolicy_ALLOW:
			policies.Allow = append(policies.Allow, applied)
		case security.AuthorizationPolicy_AUDIT:
			policies.Audit = append(policies.Audit, applied)
		default:
			return answer{Error: "CUSTOM needs an authorizer"}
		}
	}
	made := builder.New(trustdomain.NewBundle(asked.TrustDomain, nil), nil, policies, builder.Option{})
	var rules []*rbac.RBAC
	var err error
	if made != nil && asked.TCP {
		rules, err = tcpRules(made.BuildTCP())
	} else if made != nil {
		rules, err = httpRules(made.BuildHTTP())
	}
	if err != nil {
		return answer{Error: err.Error()}
	}
	result.Filters = []json.RawMessage{}
	for _, one := range rules {
		if one == nil { // only shadow rules
			continue
		}
		text, err := protojson.Marshal(one)
		if err != nil {
			return answer{Error: err.Error()}
		}
		result.Filters = append(result.Filters, text)
	}
	return result
}

func main() {
	// Standard output is for answers; the builder logs what it drops.
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
			if encodeError := encoder.Encode(build(line)); encodeError != nil {
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
