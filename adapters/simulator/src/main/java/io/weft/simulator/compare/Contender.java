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
package io.weft.simulator.compare;

import io.weft.core.wire.PreemptionKind;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.NodeShare;
import io.weft.simulator.PreemptionPlan;
import io.weft.simulator.ServiceLevelRule;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.UtilisationCapRule;
import java.math.BigDecimal;

/**
 * A way to run a machine, on EASY backfilling. The first three are what sites do, the others what
 * Weft adds: the paper's aggressive oversubscribing (AO), preemption, M that follows what is busy,
 * and a service level.
 */
public enum Contender {
    /** One queue, no core is shared. */
    SQ("SQ M=1", false),
    /** A queue with nodes of its own for interactive jobs, which share cores. */
    MQ("MQ M_B=1", false),
    /** The same where batch jobs share cores too, as in the best settings of the paper. */
    MQ_SHARED("MQ M_B=4", false),
    /** The paper's one queue. */
    AO("SQ M=4 (AO)", true),
    SUSPEND("suspend, M=1", true),
    REQUEUE("requeue, M=1", true),
    AO_SUSPEND("AO + suspend, M=4", true),
    AO_REQUEUE("AO + requeue, M=4", true),
    /** M rises from 1 as long as cores are seen to be idle. */
    CAP("cap by utilisation, M=1..4", true),
    /** M is 4, and the cores that are least busy are taken. */
    AO_UTILISATION("AO + utilisation, M=4", true),
    /** M rises from 1 when jobs wait for too long. */
    FEEDBACK("service level, M=1..4", true),
    /** Batch jobs are suspended when jobs wait for too long. */
    FEEDBACK_SUSPEND("service level, suspend, M=1", true),
    /** Nodes of their own for interactive jobs; M rises and nodes are lent when they wait. */
    MQ_FEEDBACK("MQ + service level", true);

    /** Of shares of interactive jobs, in percent: up to where the next number of nodes serves. */
    private static final int[] SHARES = {15, 40, 60};

    /** Nodes for interactive jobs, in percent: table IV of the paper, for such shares. */
    private static final int[] NODES = {2, 6, 12, 18};

    private static final String WAIT = "wait=360,share=95%,period=600,calm=6";
    private static final String OBJECTIVE = WAIT + ",max-m=4";
    private static final int MULTIPLICITY = 4;
    private static final int LENT_PERCENT = 10;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final PreemptionPlan SUSPENDING =
            new PreemptionPlan(PreemptionKind.SUSPEND, 600 * NS_PER_S, 3, 86_400 * NS_PER_S);
    private static final PreemptionPlan SUSPENDING_BY_LEVEL =
            new PreemptionPlan(PreemptionKind.SUSPEND, 600 * NS_PER_S, 3, 86_400 * NS_PER_S, true);
    private static final PreemptionPlan REQUEUEING =
            new PreemptionPlan(PreemptionKind.REQUEUE, 600 * NS_PER_S, 3, 0);

    private final String text;
    private final boolean isOurs;

    Contender(final String text, final boolean isOurs) {
        this.text = text;
        this.isOurs = isOurs;
    }

    /** Its name in tables. */
    public String text() {
        return text;
    }

    /** Whether it is something that Weft adds to what sites do. */
    public boolean isOurs() {
        return isOurs;
    }

    /** Whether jobs can lose what they have done. */
    public boolean losesWork() {
        return this == REQUEUE || this == AO_REQUEUE;
    }

    /** Whether jobs can have to give way. */
    public boolean preempts() {
        return losesWork() || this == SUSPEND || this == AO_SUSPEND || this == FEEDBACK_SUSPEND;
    }

    /**
     * The settings of a simulation of it.
     *
     * @param machine to be simulated
     * @param interactivePercent share of interactive jobs, in percent
     */
    SimulationSettings settings(final MachineDescription machine, final int interactivePercent) {
        final SimulationSettings settings = new SimulationSettings(machine);
        final int apart = percent(nodesPercent(interactivePercent), machine);
        return switch (this) {
            case SQ -> settings;
            case MQ -> settings.interactiveNodes(apart);
            case MQ_SHARED -> settings.interactiveNodes(apart).maxMultiplicity(MULTIPLICITY);
            case AO -> settings.maxMultiplicity(MULTIPLICITY);
            case SUSPEND -> settings.preemption(SUSPENDING);
            case REQUEUE -> settings.preemption(REQUEUEING);
            case AO_SUSPEND -> settings.maxMultiplicity(MULTIPLICITY).preemption(SUSPENDING);
            case AO_REQUEUE -> settings.maxMultiplicity(MULTIPLICITY).preemption(REQUEUEING);
            case CAP -> settings.utilisationCap(UtilisationCapRule.of("max=4,low=60%,high=80%"));
            case AO_UTILISATION ->
                    settings.policy("easy+utilisation").maxMultiplicity(MULTIPLICITY);
            case FEEDBACK -> settings.serviceLevel(ServiceLevelRule.of(OBJECTIVE));
            case FEEDBACK_SUSPEND ->
                    settings.serviceLevel(ServiceLevelRule.of(WAIT + ",preempt"))
                            .preemption(SUSPENDING_BY_LEVEL);
            case MQ_FEEDBACK ->
                    settings.interactiveNodes(apart)
                            .interactiveMultiplicity(1)
                            .serviceLevel(
                                    ServiceLevelRule.of(
                                            OBJECTIVE + ",lend=" + percent(LENT_PERCENT, machine)));
        };
    }

    private static int percent(final int percent, final MachineDescription machine) {
        return Math.max(1, new NodeShare(BigDecimal.valueOf(percent), true).count(machine));
    }

    private static int nodesPercent(final int interactivePercent) {
        int step = 0;
        while (step < SHARES.length && interactivePercent > SHARES[step]) {
            step++;
        }
        return NODES[step];
    }
}
