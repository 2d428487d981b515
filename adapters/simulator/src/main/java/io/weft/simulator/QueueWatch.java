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

import io.weft.core.wire.QueueMove;
import io.weft.simulator.metrics.QueueHistory;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up for how long a queue had what, from the decisions about it. */
final class QueueWatch {
    private static final double NS_PER_S = 1e9;

    private final String name;
    private final SortedMap<Integer, Double> multiplicityS = new TreeMap<>();
    private int multiplicity;
    private boolean isLent;
    private boolean mayPreempt;
    private double lentNodesS;
    private double preemptionS;
    private long sinceNs;
    private int moveCount;

    /** A queue from a time on. */
    QueueWatch(final String name, final int multiplicity, final long timeNs) {
        this.name = name;
        this.multiplicity = multiplicity;
        sinceNs = timeNs;
    }

    void onAdjusted(final QueueMove move, final int value, final long timeNs) {
        add(timeNs);
        moveCount++;
        switch (move) {
            case MAX_MULTIPLICITY -> multiplicity = value;
            case LENT_NODES -> isLent = value > 0;
            default -> mayPreempt = value > 0;
        }
    }

    private void add(final long timeNs) {
        final double seconds = (timeNs - sinceNs) / NS_PER_S;
        multiplicityS.merge(multiplicity, seconds, Double::sum);
        lentNodesS += isLent ? seconds : 0;
        preemptionS += mayPreempt ? seconds : 0;
        sinceNs = timeNs;
    }

    /** What there was until a time. */
    QueueHistory history(final long timeNs) {
        add(timeNs);
        return new QueueHistory(name, moveCount, multiplicityS, lentNodesS, preemptionS);
    }
}
