# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0

# What the design decides, from the tables beside this file. Ids are those of the design.
#
#	input.source       workload or external endpoint that asks
#	input.destination  workload or external endpoint that is asked
#	input.port         pod port; 0 or absent = any port that the destination offers
#	input.protocol     "tcp" (when absent), "udp" or "sctp"
#	input.method, .path, .host
#	                   of an HTTP request; each that is absent stands for any. Towards an external endpoint
#	                   .path, .host and .tenant (whose account there) are what an egress proxy forwards
#	input.collection   with .verb ("read" when absent), .tenant and .identity (when absent the source's own):
#	                   asks about data, too
#	input.operation    asks about an operation of a tool, too; "*" stands for any
#
# What the tables do not know is refused.
package fourplane.decision

names := ["not-enforced", "permit", "uncertain", "deny"]

ranks := {name: rank | some rank, name in names}

# Planes join as AND: the most closed counts. "not-enforced" is open because nothing stands in the way.
verdict := names[max({access, data_access})]

default allow := false

allow if verdict in {"permit", "not-enforced"}

# Who has to approve a tool call that is let through: "human", "policy-decision-point", or undefined for nobody.
approval := approvals[operation]

approval := approvals["*"] if not approvals[operation]

approvals := data.fourplane.tools.pairs[input.source][input.destination].approvals

operation := object.get(input, "operation", "")

# May the source reach the port, whatever is asked for there?

port := sprintf("%s/%d", [object.get(input, "protocol", "tcp"), object.get(input, "port", 0)])

entry := data.fourplane.access.destinations[input.destination][port]

default access := 3

access := rank_in(entry.group) if {
	not asks_http
	not asks_egress
}

access := min([rank_in(class.group) | some class in entry.http.classes; fits(class)]) if asks_http

rank_in(group) := ranks[object.get(data.fourplane.access.groups[group], input.source, "deny")]

access := rank_in(class.group) if {
	asks_egress
	some class in entry.egress.classes
	class.account == account
	class.hosts == egress_hosts
	class.paths == egress_paths
}

# What do the allow-lists of egress proxies see of a request to the outside?

asks_egress if {
	entry.egress
	some attribute in ["host", "path", "tenant"]
	object.get(input, attribute, "") != ""
}

account := 0 if tenant == ""

account := number + 1 if {
	some number, name in entry.egress.tenants
	name == tenant
}

account := count(entry.egress.tenants) + 1 if {
	tenant != ""
	not tenant in entry.egress.tenants
}

host := lower(object.get(input, "host", ""))

path := object.get(input, "path", "")

egress_hosts := null if host == ""

egress_hosts := sort([pattern | some pattern in entry.egress.hosts; is_host(pattern, host)]) if host != ""

egress_paths := null if path == ""

egress_paths := sort([pattern | some pattern in entry.egress.paths; is_path(pattern, path)]) if path != ""

is_host(pattern, text) if {
	not startswith(pattern, "*.")
	pattern == text
}

# One label more, and no other.
is_host(pattern, text) if {
	startswith(pattern, "*.")
	labels := split(text, ".")
	labels[0] != ""
	concat(".", array.slice(labels, 1, count(labels))) == substring(pattern, 2, -1)
}

is_path(pattern, text) if {
	not endswith(pattern, "*")
	pattern == text
}

is_path(pattern, text) if {
	endswith(pattern, "*")
	startswith(text, substring(pattern, 0, count(pattern) - 1))
}

# Which of the patterns that the rules name does the request match?

fields := {"method": "methods", "path": "paths", "host": "hosts"}

asks_http if {
	entry.http
	some attribute, _ in fields
	object.get(input, attribute, "") != ""
}

matched[attribute] := patterns if {
	some attribute, field in fields
	given := object.get(input, attribute, "")
	given != ""
	patterns := {pattern | some pattern in entry.http[field]; matches(pattern, spelled(attribute, given))}
}

fits(class) if {
	every attribute, patterns in matched {
		patterns == {pattern | some pattern in class[fields[attribute]]}
	}
}

spelled(attribute, text) := lower(text) if attribute == "host"

spelled(attribute, text) := text if attribute != "host"

matches(pattern, text) if {
	pattern == "*"
	text != ""
}

matches(pattern, text) if {
	pattern != "*"
	endswith(pattern, "*")
	startswith(text, substring(pattern, 0, count(pattern) - 1))
}

matches(pattern, text) if {
	not endswith(pattern, "*")
	startswith(pattern, "*")
	endswith(text, substring(pattern, 1, -1))
}

matches(pattern, text) if pattern == text

# May the identity do this to the collection, and the source this with the tool?

asks_collection if object.get(input, "collection", "") != ""

data_access := 0 if {
	not asks_collection
	operation == ""
}

data_access := collection_access if {
	asks_collection
	operation == ""
}

data_access := tool_access if {
	not asks_collection
	operation != ""
}

data_access := 3 if {
	asks_collection
	operation != ""
	collection_access == 3
}

data_access := tool_access if {
	asks_collection
	operation != ""
	collection_access != 3
}

default collection_access := 3

collection_access := ranks[tenant_verdict(verb_answers)] if collection.host == input.destination

collection := data.fourplane.stores[input.collection]

default own_identity := ""

own_identity := data.fourplane.ends.identities[input.source]

identity := object.get(input, "identity", "") if object.get(input, "identity", "") != ""

identity := own_identity if object.get(input, "identity", "") == ""

asker := identity if collection.by == "identity"

asker := object.get(input, "source", "") if collection.by == "source"

verb_answers := object.get(collection.answers, asker, collection.other)[object.get(input, "verb", "read")]

tenant := object.get(input, "tenant", "")

tenant_verdict(answers) := answers.any if tenant == ""

tenant_verdict(answers) := object.get(answers.tenants, tenant, answers.other) if tenant != ""

default tool_access := 3

tool_access := ranks[object.get(pair.operations, operation, pair.other)] if {
	pair := data.fourplane.tools.pairs[input.source][input.destination]
}

# Where no tool scope speaks of either end, every operation goes through.
tool_access := 0 if {
	not input.source in data.fourplane.tools.agents
	not input.destination in data.fourplane.tools.tools
}
