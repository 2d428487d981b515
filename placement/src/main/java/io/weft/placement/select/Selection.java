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
package io.weft.placement.select;

/**
 * Where jobs are put, among the places where each shares its cores with as few as possible: the
 * least maximum multiplicity that there is for a job is always found. The cores of a node are taken
 * emptiest first, then by number. The orders are stated by {@link NodeIndex} and, for {@link
 * #TOPOLOGY} and {@link #UTILISATION}, by {@link TopologyIndex} and {@link UtilisationIndex}.
 */
public enum Selection {
    /** The emptiest nodes, and a job whose cores may be anywhere on few nodes. */
    BALANCED("balanced", NodeOrder.BALANCED),
    /** The fullest nodes that are enough, so that whole nodes stay free for wide jobs. */
    PACK("pack", NodeOrder.PACKED),
    /**
     * The emptiest nodes with most memory, and a job whose cores may be anywhere on as many nodes
     * as possible, evenly.
     */
    SPREAD("spread", NodeOrder.SPREAD),
    /** The nodes of a job on few switches, and jobs of one node as with {@link #PACK}. */
    TOPOLOGY("topology", NodeOrder.PACKED),
    /** The nodes with the fewest busy processes, as far as it was observed which are idle. */
    UTILISATION("utilisation", NodeOrder.BALANCED);

    private final String label;
    private final NodeOrder order;

    Selection(final String label, final NodeOrder order) {
        this.label = label;
        this.order = order;
    }

    /**
     * Name in the name of a policy.
     *
     * @return lower case.
     */
    public String label() {
        return label;
    }

    /**
     * The selection of some name.
     *
     * @param label of it.
     * @return null if there is none.
     */
    public static Selection of(final String label) {
        for (final Selection each : values()) {
            if (each.label.equals(label)) {
                return each;
            }
        }
        return null;
    }

    /**
     * An index that a selector of this selection can ask.
     *
     * @param index that is not attached, and of no other use from now on.
     * @return the same or one around it.
     */
    public NodeIndex over(final NodeIndex index) {
        return switch (this) {
            case TOPOLOGY -> new TopologyIndex(index);
            case UTILISATION -> new UtilisationIndex(index);
            default -> index;
        };
    }

    /**
     * Order in which that index is to be asked.
     *
     * @return the order.
     */
    public NodeOrder order() {
        return order;
    }
}
