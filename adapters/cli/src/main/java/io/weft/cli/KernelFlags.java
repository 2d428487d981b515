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
package io.weft.cli;

import io.weft.core.spi.PolicyCatalogue;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.NodeShare;
import io.weft.simulator.SimulationSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How the kernel decides, in one simulation. */
final class KernelFlags extends RuleFlags {
    private static final int MAX_MULTIPLICITY_DEFAULT = 4;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "Who may start before whom: fcfs, sjf (shortest first), ljf (longest first) or"
                            + " priority, strictly; easy, easy-sjf, easy-ljf, easy-sjbf (backfills"
                            + " the shortest first), easy-priority or easy-fairshare, with"
                            + " backfilling; multifactor and easy-multifactor, by the sum of"
                            + " --priority-weights; edf and easy-edf, earliest deadline first;"
                            + " conservative. Where jobs go may follow all but"
                            + " conservative: +balanced (emptiest nodes), +pack, +spread,"
                            + " +topology (few switches) or +utilisation (fewest busy processes),"
                            + " as in easy+pack. With reference- before it, it decides the same,"
                            + " slowly and plainly. Default: "
                            + SimulationSettings.POLICY_DEFAULT
                            + ". Under ncs easy and fcfs, or easy-unshared and fcfs-unshared.")
    private String policy = SimulationSettings.POLICY_DEFAULT;

    @Option(
            names = {"-M", "--max-multiplicity"},
            paramLabel = "M",
            description =
                    "Most processes on a core, 1..15; 1 shares no core. Default: "
                            + MAX_MULTIPLICITY_DEFAULT
                            + ".")
    private Integer maxMultiplicity;

    @Option(
            names = "--interactive-nodes",
            paramLabel = "N",
            converter = Nodes.class,
            description =
                    "Set nodes aside for interactive jobs: a number, or percent of all such as 2%%."
                            + " They are a queue of their own, and --max-multiplicity is that of the"
                            + " others. Default: 0, one queue.")
    private NodeShare interactiveNodes = NodeShare.NONE;

    @Option(
            names = "--overhead",
            paramLabel = "C_o",
            converter = Thousandths.class,
            description =
                    "What sharing costs beside dividing the core: m busy processes are m x C_o times"
                            + " slower, 1..10. Default: 1.2. Under ncs-2022 it is 1.")
    private Integer overheadPerMille;

    /** Reads a share. */
    private static final class Nodes implements ITypeConverter<NodeShare> {
        @Override
        public NodeShare convert(String text) {
            try {
                return NodeShare.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + text + "'" + e.getMessage().substring(e.getMessage().indexOf(',')));
            }
        }
    }

    /** The settings of a simulation; memory is scheduled if the machine has any. */
    SimulationSettings settings(MachineDescription machine, PolicyCatalogue policies) {
        return settings(
                machine, policies, policy, maxMultiplicity(), interactiveNodes, overheadPerMille);
    }

    private int maxMultiplicity() {
        if (maxMultiplicity != null) {
            return maxMultiplicity;
        }
        return policy.endsWith("-unshared") ? 1 : MAX_MULTIPLICITY_DEFAULT;
    }
}
