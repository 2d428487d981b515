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
package io.weft.simulator.metrics;

/** Collects the outcomes of one class of jobs. */
final class ClassMetrics {
    private static final double NS_PER_S = 1e9;

    private final int[] counts = new int[OutcomeState.values().length];
    private final Samples waitsS = new Samples();
    private final Samples slowdowns = new Samples();
    private final Samples boundedSlowdowns = new Samples();
    private final Samples flowsS = new Samples();
    private int waiting;

    void add(final JobOutcome outcome) {
        counts[outcome.state().ordinal()]++;
        if (outcome.hasRun()) {
            waiting += outcome.waitNs() > 0 ? 1 : 0;
            waitsS.add(outcome.waitNs() / NS_PER_S);
        }
        if (outcome.state() == OutcomeState.COMPLETED) {
            slowdowns.add(outcome.slowdown());
            boundedSlowdowns.add(outcome.boundedSlowdown());
            flowsS.add(outcome.flowNs() / NS_PER_S);
        }
    }

    ClassSummary summary() {
        return new ClassSummary(
                count(OutcomeState.COMPLETED),
                count(OutcomeState.TIMED_OUT),
                count(OutcomeState.REJECTED),
                count(OutcomeState.NEVER_STARTED),
                count(OutcomeState.FAILED),
                count(OutcomeState.CANCELLED),
                waiting,
                waitsS.distribution(),
                slowdowns.distribution(),
                boundedSlowdowns.distribution(),
                flowsS.distribution());
    }

    private int count(final OutcomeState state) {
        return counts[state.ordinal()];
    }
}
