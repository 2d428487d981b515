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
package io.weft.pbs;

import io.weft.core.wire.NodeState;
import io.weft.manager.ManagerException;
import io.weft.manager.ObservedNode;
import java.util.ArrayList;
import java.util.List;

/** Vnodes as pbsnodes prints them; those without cores are none to Weft. */
final class NodeReader {
    private static final String AVAILABLE = "resources_available.";
    private static final int CORES_MAX = 1024;

    private final List<String> featureResources;

    NodeReader(final PbsSettings settings) {
        featureResources = settings.featureResources();
    }

    /**
     * Reads all vnodes.
     *
     * @throws ManagerException GARBLED, when a number is none.
     */
    List<ObservedNode> read(final List<PbsRecord> vnodes) throws ManagerException {
        final List<ObservedNode> nodes = new ArrayList<>();
        for (final PbsRecord vnode : vnodes) {
            try {
                final int coreCount = number(vnode, "ncpus");
                if (coreCount > 0) {
                    nodes.add(node(vnode, Math.min(coreCount, CORES_MAX)));
                }
            } catch (final IllegalArgumentException ex) {
                throw vnode.garbled(ex.getMessage());
            }
        }
        return nodes;
    }

    private ObservedNode node(final PbsRecord vnode, final int coreCount) throws ManagerException {
        final List<String> features = new ArrayList<>();
        for (final String resource : featureResources) {
            final String values = vnode.text(AVAILABLE + resource);
            for (final String value : values.split(",")) {
                if (!value.isEmpty()) {
                    features.add(AskReader.feature(resource, value));
                }
            }
        }
        final String memory = vnode.text(AVAILABLE + "mem");
        return new ObservedNode(
                vnode.name(),
                coreCount,
                memory.isEmpty() ? 0 : PbsUnits.bytes(memory),
                number(vnode, "ngpus"),
                features,
                state(vnode.required("state")));
    }

    private static int number(final PbsRecord vnode, final String resource) {
        final String text = vnode.text(AVAILABLE + resource);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /**
     * The worst of several states. That PBS counts a node as busy means nothing, as Weft counts
     * itself; {@code maintenance} is what admin-suspend leaves. A word that is not known keeps new
     * jobs away.
     */
    private static NodeState state(final String text) {
        NodeState state = NodeState.UP;
        for (final String word : text.split(",")) {
            switch (word.trim()) {
                case "free", "job-busy", "job-exclusive", "busy", "maintenance" -> {}
                case "down", "stale", "state-unknown", "unresolvable", "Stale" ->
                        state = NodeState.DOWN;
                default -> state = state == NodeState.DOWN ? state : NodeState.DRAINING;
            }
        }
        return state;
    }
}
