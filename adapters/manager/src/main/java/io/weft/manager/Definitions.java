/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.manager;

import io.weft.core.client.InputWriter;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the kernel was told of names, nodes, queues and the policy. What is missing of it is told;
 * telling it twice does no harm, so that dying in between does none either.
 */
final class Definitions {
    private static final int FEATURES_MAX = 64;

    private final NameBook names;
    private final Map<Integer, NodeState> nodeStates = new LinkedHashMap<>();
    private final SortedMap<Integer, QueueTerms> queues = new TreeMap<>();
    private String policy = "";

    Definitions(final NameBook names) {
        this.names = names;
    }

    NameBook names() {
        return names;
    }

    // ------------------------------------------------------------------ read from the journal

    void nodeState(final int nodeId, final NodeState state) {
        nodeStates.put(nodeId, state);
    }

    void queue(final int queueId, final QueueTerms terms) {
        queues.put(queueId, terms);
    }

    void policy(final String text) {
        policy = text;
    }

    Map<Integer, NodeState> nodeStates() {
        return nodeStates;
    }

    SortedMap<Integer, QueueTerms> queues() {
        return queues;
    }

    String policy() {
        return policy;
    }

    static String policyText(
            final String name, final int overheadPerMille, final boolean stretchLimits) {
        return name + " " + overheadPerMille + " " + stretchLimits;
    }

    // ------------------------------------------------------------------ told to the kernel

    /** Number of a name, which is defined if it is new; a name that is too long is cut. */
    int number(final Inputs inputs, final NameKind kind, final String longText) {
        final String text = cut(longText);
        final int known = names.number(kind, text);
        if (known != NameBook.UNKNOWN) {
            return known;
        }
        inputs.defineName(names.count(), kind, text);
        return names.add(kind, text);
    }

    private static String cut(final String longText) {
        String text = longText;
        while (text.getBytes(StandardCharsets.UTF_8).length > InputWriter.TEXT_LENGTH_MAX) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    void policy(final Inputs inputs, final BridgeSettings settings) {
        final String wanted =
                policyText(
                        settings.policy(), settings.overheadPerMille(), settings.stretchLimits());
        if (!wanted.equals(policy)) {
            inputs.setPolicy(settings);
            policy = wanted;
        }
    }

    void node(final Inputs inputs, final ObservedNode node) {
        final int nodeId = number(inputs, NameKind.NODE, node.name());
        if (!nodeStates.containsKey(nodeId)) {
            final int nameId = names.nameId(NameKind.NODE, nodeId);
            inputs.defineNode(nodeId, node, features(inputs, node.features()), nameId);
            nodeStates.put(nodeId, NodeState.UP);
        }
    }

    /** Bits of the features; those beyond the 64th are none. */
    long features(final Inputs inputs, final Iterable<String> features) {
        long bits = 0;
        for (final String feature : features) {
            final int bit = number(inputs, NameKind.FEATURE, feature);
            bits |= bit < FEATURES_MAX ? 1L << bit : 0;
        }
        return bits;
    }

    /**
     * Defines a queue as soon as there are all its nodes, and alters it where the site has changed
     * it; whether it is defined. Nodes that are not there yet leave it those that it had.
     */
    boolean queue(final Inputs inputs, final QueueSpec spec) {
        final int queueId = number(inputs, NameKind.QUEUE, spec.name());
        final QueueTerms told = queues.get(queueId);
        final SortedSet<Integer> nodeIds = nodeIds(spec.nodes());
        if (told == null && nodeIds == null) {
            return false;
        }
        final QueueTerms wanted =
                new QueueTerms(
                        spec.maxMultiplicity(),
                        spec.priority(),
                        nodeIds == null ? told.nodeIds() : nodeIds);
        if (told == null) {
            define(inputs, queueId, wanted);
        } else if (!wanted.equals(told)) {
            alter(inputs, queueId, told, wanted);
        }
        queues.put(queueId, wanted);
        return true;
    }

    /** Numbers of nodes; null if there is one that nobody has seen. */
    private SortedSet<Integer> nodeIds(final Iterable<String> nodes) {
        final SortedSet<Integer> nodeIds = new TreeSet<>();
        for (final String node : nodes) {
            final int nodeId = names.number(NameKind.NODE, node);
            if (!nodeStates.containsKey(nodeId)) {
                return null;
            }
            nodeIds.add(nodeId);
        }
        return nodeIds;
    }

    private void define(final Inputs inputs, final int queueId, final QueueTerms terms) {
        final QueueRequest request =
                new QueueRequest(queueId)
                        .maxMultiplicity(terms.maxMultiplicity())
                        .priority(terms.priority())
                        .nameId(names.nameId(NameKind.QUEUE, queueId));
        terms.nodeIds().forEach(nodeId -> request.nodes(nodeId, nodeId));
        inputs.defineQueue(request);
    }

    private static void alter(
            final Inputs inputs,
            final int queueId,
            final QueueTerms told,
            final QueueTerms wanted) {
        final QueueAlterationRequest request =
                new QueueAlterationRequest(queueId)
                        .maxMultiplicity(wanted.maxMultiplicity())
                        .priority(wanted.priority());
        if (!wanted.nodeIds().equals(told.nodeIds())) {
            wanted.nodeIds().forEach(nodeId -> request.nodes(nodeId, nodeId));
            if (wanted.nodeIds().isEmpty()) {
                request.allNodes();
            }
        }
        inputs.alterQueue(request);
    }

    /**
     * Tells what states nodes are in.
     *
     * @param observed what was seen; a node that was not is lost.
     * @param closed nodes with jobs of which the kernel knows nothing: they take no others.
     */
    void nodeStates(
            final Inputs inputs, final Map<String, NodeState> observed, final Set<String> closed) {
        for (final Map.Entry<Integer, NodeState> known : nodeStates.entrySet()) {
            final String node = names.text(NameKind.NODE, known.getKey());
            final NodeState seen = observed.getOrDefault(node, NodeState.DOWN);
            final boolean isClosed = seen == NodeState.UP && closed.contains(node);
            final NodeState state = isClosed ? NodeState.DRAINING : seen;
            if (state != known.getValue()) {
                inputs.nodeState(known.getKey(), state);
                known.setValue(state);
            }
        }
    }
}
