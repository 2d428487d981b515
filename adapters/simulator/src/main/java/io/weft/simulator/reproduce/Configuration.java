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
package io.weft.simulator.reproduce;

import io.weft.simulator.MachineDescription;
import io.weft.simulator.NodeShare;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a machine is run: one queue (the paper's SQ) or two (its MQ).
 *
 * @param policy name
 * @param maxMultiplicity M; with two queues M_B, that of batch jobs
 * @param interactivePercent R: nodes for interactive jobs, in percent; 0: one queue
 * @param rebalances whether nodes are evened out when a job leaves them
 * @param stretchesLimits whether time limits are stretched by what sharing may have cost
 */
public record Configuration(
        String policy,
        int maxMultiplicity,
        int interactivePercent,
        boolean rebalances,
        boolean stretchesLimits) {

    /** One queue, as in the paper. */
    static Configuration oneQueue(final int maxMultiplicity) {
        return twoQueues(0, maxMultiplicity);
    }

    /** Two queues, as in the paper; M_I is 4. */
    static Configuration twoQueues(final int interactivePercent, final int batchMultiplicity) {
        return new Configuration(
                SimulationSettings.POLICY_DEFAULT,
                batchMultiplicity,
                interactivePercent,
                true,
                true);
    }

    /** The same with another choice of nodes, such as {@code pack}. */
    Configuration selecting(final String selection) {
        return new Configuration(
                policy + "+" + selection,
                maxMultiplicity,
                interactivePercent,
                rebalances,
                stretchesLimits);
    }

    /** The same where processes stay where they are. */
    Configuration withoutRebalancing() {
        return new Configuration(
                policy, maxMultiplicity, interactivePercent, false, stretchesLimits);
    }

    /** The same with plain time limits. */
    Configuration withoutStretching() {
        return new Configuration(policy, maxMultiplicity, interactivePercent, rebalances, false);
    }

    /** Its name, with what is not as in the paper's Experiment 1. */
    public String text() {
        final StringBuilder text = new StringBuilder();
        if (interactivePercent == 0) {
            text.append("SQ M=").append(maxMultiplicity);
        } else {
            text.append("MQ R=").append(interactivePercent).append(" %");
            text.append(maxMultiplicity == 1 ? "" : ", M_B=" + maxMultiplicity);
        }
        final int plus = policy.indexOf('+');
        text.append(plus < 0 ? "" : ", " + policy.substring(plus + 1));
        text.append(rebalances ? "" : ", no rebalancing");
        text.append(stretchesLimits ? "" : ", plain time limits");
        return text.toString();
    }

    /** What a result depends on, by name. */
    Map<String, String> parameters() {
        final Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("policy", policy);
        parameters.put("max_multiplicity", Integer.toString(maxMultiplicity));
        parameters.put("interactive_percent", Integer.toString(interactivePercent));
        parameters.put("rebalances", Boolean.toString(rebalances));
        parameters.put("stretches_limits", Boolean.toString(stretchesLimits));
        return parameters;
    }

    /** The settings of a simulation of it. */
    SimulationSettings settings(
            final MachineDescription machine, final SemanticsProfile semantics) {
        final NodeShare share = new NodeShare(BigDecimal.valueOf(interactivePercent), true);
        return new SimulationSettings(machine)
                .policy(policy)
                .profile(semantics)
                .maxMultiplicity(maxMultiplicity)
                .interactiveNodes(share.count(machine))
                .rebalances(rebalances)
                .stretchesLimits(stretchesLimits);
    }
}
