// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Decides traffic under ClusterNetworkPolicies (v1alpha2) and NetworkPolicies with the policy engine of
// sigs.k8s.io/kube-network-policies, packet by packet. One cluster a line on standard input, in the form that the driver
// networkpolicy reads; among its policies may be ClusterNetworkPolicies. One answer a line: {"allowed": "01..."}, a digit
// for every source, destination and asked port, in this order, with the externals after the pods; pairs of one end with
// itself and of two externals are left out. Or {"error": "..."}.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/klog/v2"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
	clusterpolicy "sigs.k8s.io/kube-network-policies/plugins/npa-v1alpha2"
	npav1alpha2 "sigs.k8s.io/network-policy-api/apis/v1alpha2"
	npainformers "sigs.k8s.io/network-policy-api/pkg/client/informers/externalversions"
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
	Namespaces map[string]map[string]string `json:"namespaces"`
	Pods       []pod                        `json:"pods"`
	Externals  []string                     `json:"externals"`
	Policies   []json.RawMessage            `json:"policies"`
	Asked      []asked                      `json:"asked"`
}

type answer struct {
	Allowed string `json:"allowed"`
	Error   string `json:"error,omitempty"`
}

// GetPodInfoByIP tells the engine who has an address; nobody for those outside.
func (c *cluster) GetPodInfoByIP(ip string) (*api.PodInfo, bool) {
	for i, p := range c.Pods {
		if p.IP == ip {
			object := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("pod%d", i), Namespace: p.Namespace,
				Labels: p.Labels}, Spec: corev1.PodSpec{Containers: []corev1.Container{{Ports: p.Ports}}}}
			return api.NewPodInfo(object, c.Namespaces[p.Namespace], nil, ""), true
		}
	}
	return nil, false
}

// defaulted is the policy as the API server holds it: types are filled in, and an empty list is none, since objects are
// stored in a form that does not tell them apart.
func defaulted(policy *networkingv1.NetworkPolicy) *networkingv1.NetworkPolicy {
	if len(policy.Spec.PolicyTypes) == 0 {
		policy.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(policy.Spec.Egress) > 0 {
			policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	if len(policy.Spec.Ingress) == 0 {
		policy.Spec.Ingress = nil
	}
	if len(policy.Spec.Egress) == 0 {
		policy.Spec.Egress = nil
	}
	ports := func(list []networkingv1.NetworkPolicyPort) {
		for i := range list {
			if list[i].Protocol == nil {
				tcp := corev1.ProtocolTCP
				list[i].Protocol = &tcp
			}
		}
	}
	for _, rule := range policy.Spec.Ingress {
		ports(rule.Ports)
	}
	for _, rule := range policy.Spec.Egress {
		ports(rule.Ports)
	}
	return policy
}

// engine puts the evaluators in the order of the product's own main program.
func (c *cluster) engine() (*networkpolicy.PolicyEngine, error) {
	core := informers.NewSharedInformerFactory(nil, 0)
	policies := npainformers.NewSharedInformerFactory(nil, 0)
	standard := core.Networking().V1().NetworkPolicies()
	wide := policies.Policy().V1alpha2().ClusterNetworkPolicies()
	for _, text := range c.Policies {
		var kind metav1.TypeMeta
		if err := json.Unmarshal(text, &kind); err != nil {
			return nil, err
		}
		if kind.Kind == "ClusterNetworkPolicy" {
			var policy npav1alpha2.ClusterNetworkPolicy
			if err := json.Unmarshal(text, &policy); err != nil {
				return nil, err
			}
			if err := wide.Informer().GetStore().Add(&policy); err != nil {
				return nil, err
			}
			continue
		}
		var policy networkingv1.NetworkPolicy
		if err := json.Unmarshal(text, &policy); err != nil {
			return nil, err
		}
		if err := standard.Informer().GetStore().Add(defaulted(&policy)); err != nil {
			return nil, err
		}
	}
	nodes := core.Core().V1().Nodes().Lister()
	return networkpolicy.NewPolicyEngine(c, []api.PolicyEvaluator{
		clusterpolicy.NewClusterNetworkPolicy(npav1alpha2.AdminTier, wide, nil, nodes),
		networkpolicy.NewStandardNetworkPolicy("", core.Core().V1().Namespaces(), core.Core().V1().Pods(), standard),
		clusterpolicy.NewClusterNetworkPolicy(npav1alpha2.BaselineTier, wide, nil, nodes),
	}), nil
}

func (c *cluster) address(i int) net.IP {
	if i < len(c.Pods) {
		return net.ParseIP(c.Pods[i].IP)
	}
	return net.ParseIP(c.Externals[i-len(c.Pods)])
}

func decide(line []byte) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint(problem)}
		}
	}()
	var c cluster
	if err := json.Unmarshal(line, &c); err != nil {
		return answer{Error: err.Error()}
	}
	engine, err := c.engine()
	if err != nil {
		return answer{Error: err.Error()}
	}
	ends := len(c.Pods) + len(c.Externals)
	var digits []byte
	for source := 0; source < ends; source++ {
		for destination := 0; destination < ends; destination++ {
			if source == destination || (source >= len(c.Pods) && destination >= len(c.Pods)) {
				continue
			}
			for _, question := range c.Asked {
				packet := &network.Packet{Family: corev1.IPv4Protocol, SrcIP: c.address(source),
					DstIP: c.address(destination), Proto: question.Protocol, SrcPort: 40000, DstPort: question.Port}
				allowed, err := engine.EvaluatePacket(context.Background(), packet)
				if err != nil {
					return answer{Error: err.Error()}
				}
				digit := byte('0')
				if allowed {
					digit = '1'
				}
				digits = append(digits, digit)
			}
		}
	}
	return answer{Allowed: string(digits)}
}

func main() {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
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
