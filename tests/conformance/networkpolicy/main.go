// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Decides traffic under NetworkPolicies with cyclonus. One cluster a line on standard input:
//
//	{"namespaces": {"a": {"team": "x"}}, "pods": [{"namespace": "a", "labels": {}, "ip": "10.0.0.1",
//	 "ports": [{"name": "web", "containerPort": 80, "protocol": "TCP"}]}], "externals": ["203.0.113.5"],
//	 "policies": [...], "asked": [{"port": 80, "protocol": "TCP"}]}
//
// one answer a line: {"allowed": "01..."}, a digit for every source, destination and asked port, in this order, with the
// externals after the pods; pairs of one end with itself and of two externals are left out. Or {"error": "..."}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

type pod struct {
	Namespace string                 `json:"namespace"`
	Labels    map[string]string      `json:"labels"`
	IP        string                 `json:"ip"`
	Ports     []corev1.ContainerPort `json:"ports"`
}

type asked struct {
	Port     int             `json:"port"`
	Protocol corev1.Protocol `json:"protocol"`
}

type cluster struct {
	Namespaces map[string]map[string]string  `json:"namespaces"`
	Pods       []pod                         `json:"pods"`
	Externals  []string                      `json:"externals"`
	Policies   []*networkingv1.NetworkPolicy `json:"policies"`
	Asked      []asked                       `json:"asked"`
}

type answer struct {
	Allowed string `json:"allowed"`
	Error   string `json:"error,omitempty"`
}

func (c *cluster) peer(i int) *matcher.TrafficPeer {
	if i >= len(c.Pods) {
		return &matcher.TrafficPeer{IP: c.Externals[i-len(c.Pods)]}
	}
	p := c.Pods[i]
	return &matcher.TrafficPeer{IP: p.IP, Internal: &matcher.InternalPeer{
		PodLabels: p.Labels, NamespaceLabels: c.Namespaces[p.Namespace], Namespace: p.Namespace}}
}

func (c *cluster) portName(destination int, question asked) string {
	if destination < len(c.Pods) {
		for _, port := range c.Pods[destination].Ports {
			if int(port.ContainerPort) == question.Port && port.Protocol == question.Protocol {
				return port.Name
			}
		}
	}
	return ""
}

func decide(line []byte) (result answer) {
	// cyclonus panics on what it takes for invalid.
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint(problem)}
		}
	}()
	var c cluster
	if err := json.Unmarshal(line, &c); err != nil {
		return answer{Error: err.Error()}
	}
	for _, policy := range c.Policies {
		// cyclonus leaves the API server's defaulting of policyTypes to its caller.
		if len(policy.Spec.PolicyTypes) == 0 {
			policy.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
			if len(policy.Spec.Egress) > 0 {
				policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
			}
		}
	}
	policies := matcher.BuildNetworkPolicies(false, c.Policies)
	ends := len(c.Pods) + len(c.Externals)
	var digits []byte
	for source := 0; source < ends; source++ {
		for destination := 0; destination < ends; destination++ {
			if source == destination || (source >= len(c.Pods) && destination >= len(c.Pods)) {
				continue
			}
			for _, question := range c.Asked {
				traffic := &matcher.Traffic{Source: c.peer(source), Destination: c.peer(destination),
					ResolvedPort: question.Port, ResolvedPortName: c.portName(destination, question),
					Protocol: question.Protocol}
				digit := byte('0')
				if policies.IsTrafficAllowed(traffic).IsAllowed() {
					digit = '1'
				}
				digits = append(digits, digit)
			}
		}
	}
	return answer{Allowed: string(digits)}
}

func main() {
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if encodeError := encoder.Encode(decide(line)); encodeError != nil {
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
