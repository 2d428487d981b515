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
package io.weft.simulator;

import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.QueueMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Within which time jobs of a queue are to start, and what the kernel may do for it.
 *
 * @param isInteractive whether it is about the queue for interactive jobs; null: if there is one
 * @param waitNs from submission to start, ns
 * @param perMille so many of 1000 jobs
 * @param periodNs after which is measured, ns
 * @param calmPeriods so many periods in a row it is met before a move is taken back
 * @param maxMultiplicity up to which M may be raised; 0: not at all
 * @param lentNodes how many nodes the other queue lends
 * @param moves what is done, in this order
 */
public record ServiceLevelRule(
        Boolean isInteractive,
        long waitNs,
        int perMille,
        long periodNs,
        int calmPeriods,
        int maxMultiplicity,
        int lentNodes,
        List<QueueMove> moves) {
    private static final String MAX_M = "max-m";
    private static final String LEND = "lend";
    private static final String PREEMPT = "preempt";
    private static final Set<String> NAMES =
            Set.of("queue", "wait", "share", "period", "calm", MAX_M, LEND, PREEMPT);
    private static final int PERIOD_S_DEFAULT = 600;
    private static final int CALM_PERIODS_DEFAULT = 6;
    private static final int WAIT_S_MAX = 100_000_000;

    /** Copies the moves. */
    public ServiceLevelRule {
        moves = List.copyOf(moves);
    }

    /**
     * The rule of a text such as {@code queue=interactive,wait=360,share=95%,period=600,calm=6,
     * max-m=6,lend=4,preempt}; the moves are made in the order in which they are named. Times are
     * seconds; {@code wait} and {@code share} must be there.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static ServiceLevelRule of(final String text) {
        final RuleText rule = new RuleText(text, NAMES);
        rule.require("wait");
        rule.require("share");
        final List<QueueMove> moves = new ArrayList<>();
        for (final String name : rule.names()) {
            switch (name) {
                case MAX_M -> moves.add(QueueMove.MAX_MULTIPLICITY);
                case LEND -> moves.add(QueueMove.LENT_NODES);
                case PREEMPT -> moves.add(QueueMove.PREEMPTION);
                default -> {}
            }
        }
        rule.count("wait", 0, 0, WAIT_S_MAX);
        final int perMille = rule.perMille("share");
        if (perMille < 1 || perMille > 1000) {
            throw new IllegalArgumentException(
                    "share=" + rule.value("share") + ", expected 0.1%..100%");
        }
        return new ServiceLevelRule(
                rule.isInteractive(),
                rule.ns("wait", 0, 0),
                perMille,
                rule.ns("period", PERIOD_S_DEFAULT, 1),
                rule.count("calm", CALM_PERIODS_DEFAULT, 1, 1000),
                rule.count(MAX_M, 0, 1, Limits.MULTIPLICITY_MAX),
                rule.count(LEND, 0, 1, Integer.MAX_VALUE),
                moves);
    }

    /** As an input for a queue; the nodes that it is lent begin with one. */
    ServiceLevelRequest request(final int queueId, final int firstLentNode) {
        final ServiceLevelRequest request =
                new ServiceLevelRequest(queueId)
                        .objective(waitNs, perMille)
                        .period(periodNs, calmPeriods)
                        .multiplicityMax(maxMultiplicity)
                        .moves(move(0), move(1), move(2));
        return lentNodes == 0
                ? request
                : request.lentNodes(firstLentNode, firstLentNode + lentNodes - 1);
    }

    private QueueMove move(final int index) {
        return index < moves.size() ? moves.get(index) : QueueMove.NONE;
    }
}
