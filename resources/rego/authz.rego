# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0

# Answers Envoy's ext_authz. Both ends are known by their certificates alone: never by Host or another header, which the
# caller chooses. Workloads that share a service account cannot be told apart here.
package envoy.authz

default allow := {"allowed": false, "http_status": 403}

allow := {"allowed": true} if {
	some source in sources
	some destination in data.fourplane.ends.principals[input.attributes.destination.principal]
	permitted(source, destination)
}

principal := object.get(input.attributes.source, "principal", "")

sources := object.get(data.fourplane.ends.principals, principal, []) if principal != ""

# A caller without a certificate may do what everybody outside the cluster may.
sources := data.fourplane.ends.outside if principal == ""

http := input.attributes.request.http

path := split(split(http.path, "?")[0], "#")[0]

# A path that the proxy and the application may read differently matches no rule.
ambiguous if {
	some part in ["//", "/./", "/../", "\\", "%2f", "%2e", "%5c", "%00"]
	contains(lower(path), part)
}

ambiguous if {
	some part in ["/.", "/.."]
	endswith(path, part)
}

permitted(source, destination) if {
	not ambiguous
	data.fourplane.decision.allow with input as {
		"source": source,
		"destination": destination,
		"port": input.attributes.destination.address.socketAddress.portValue,
		"method": http.method,
		"path": path,
		"host": http.host,
	}
}
