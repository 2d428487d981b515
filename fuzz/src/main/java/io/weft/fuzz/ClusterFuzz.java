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
package io.weft.fuzz;

import io.weft.core.Replay;
import io.weft.core.client.DecisionListener;
import io.weft.core.state.ClusterState;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Months in the life of a cluster, a seed: jobs of hours and weeks, nodes that fail, cancels,
 * suspensions, reservations, and a kernel that dies now and then and recovers. Audits compare the
 * state with books that were kept from the decisions alone.
 */
final class ClusterFuzz implements Fuzz {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final double HOURS_PER_YEAR = 8766;
    private static final long[] UNITS_NS = {MINUTE_NS, 10 * MINUTE_NS, HOUR_NS};
    private static final int STEP_COUNT = 1200;
    private static final int AUDIT_INTERVAL = 16;
    private static final int RESTART_INTERVAL_MAX = 400;
    private static final String HOURS = "hours simulated";

    private final ClusterFault fault;

    /** Clusters as they are. */
    ClusterFuzz() {
        this(ClusterFault.NONE);
    }

    /** Clusters with a fault planted. */
    ClusterFuzz(final ClusterFault fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return fault == ClusterFault.NONE ? "cluster" : "canary " + fault.label();
    }

    @Override
    public int smokeCount() {
        return 8;
    }

    @Override
    public String remark(final Tally tally) {
        final double years = tally.count(HOURS) / HOURS_PER_YEAR;
        return String.format(Locale.ROOT, ", %.1f cluster-years", years);
    }

    @Override
    public void run(final long seed, final Tally tally) {
        final SplittableRandom random = new SplittableRandom(seed);
        final long unitNs = UNITS_NS[random.nextInt(UNITS_NS.length)];
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, tally, unitNs);
        final ClusterLedger ledger = new ClusterLedger(fault);
        long inputCount = 0;
        try (FuzzedKernel kernel = new FuzzedKernel(inputs.limits(), Policies.fast(), false)) {
            final DecisionListener listener =
                    FreshDecisions.of(List.of(ledger, inputs.watch()), fault);
            for (final Step step : inputs.definitions()) {
                play(kernel, step, listener, ledger);
            }
            int untilRestart = 1 + random.nextInt(RESTART_INTERVAL_MAX);
            for (int i = 1; i <= STEP_COUNT; i++) {
                final Step step = inputs.next(kernel.untilDeadlineNs());
                play(kernel, step, listener, ledger);
                inputCount += step.messages().size();
                if (--untilRestart == 0) {
                    restart(kernel, listener, random);
                    tally.onSomething("restarts");
                    untilRestart = 1 + random.nextInt(RESTART_INTERVAL_MAX);
                }
                if (i % AUDIT_INTERVAL == 0) {
                    audit(kernel, ledger);
                    tally.onSomething("audits");
                }
            }
            replay(kernel);
            tally.onSomething(HOURS, kernel.nowNs() / HOUR_NS);
            tally.onSomething("core hours", ledger.coreHours());
        } finally {
            tally.onRun(inputs.policy(), inputCount);
        }
    }

    private void play(
            final FuzzedKernel kernel,
            final Step step,
            final DecisionListener listener,
            final ClusterLedger ledger) {
        final boolean isLost = fault == ClusterFault.TIME_LOST && step.messages().size() > 1;
        ledger.onTime(state(kernel), step.delayNs() / (isLost ? 2 : 1), step.delayNs());
        kernel.play(step, listener);
    }

    private static void audit(final FuzzedKernel kernel, final ClusterLedger ledger) {
        state(kernel).verify();
        ledger.audit(state(kernel));
    }

    private static ClusterState state(final FuzzedKernel kernel) {
        return (ClusterState) kernel.view();
    }

    /** Dies, with or without what left being acknowledged, and recovers. */
    private static void restart(
            final FuzzedKernel kernel,
            final DecisionListener listener,
            final SplittableRandom random) {
        if (random.nextBoolean()) {
            final InputTray tray = new InputTray();
            tray.writer().acknowledge(kernel.kernel().appliedPosition());
            kernel.play(new Step(0, tray.take()), listener);
        }
        final long digest = kernel.kernel().digest();
        kernel.restart();
        require(digest == kernel.kernel().digest(), "a recovered kernel has another state");
        kernel.settle(listener);
    }

    private static void replay(final FuzzedKernel kernel) {
        final Replay.Report report = Replay.run(kernel.journal(), Policies.fast(), position -> {});
        require(report.divergence() == null, "replay diverged: " + report.divergence());
        require(report.digest() == kernel.kernel().digest(), "replay ended in another state");
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
