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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.core.ForgetfulJournal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.wire.JobClass;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.Simulation;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.report.html.CumulativeShare;
import io.weft.simulator.sweep.CellResult;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Simulates a setup: the figures of {@code summary.json}, and beside them {@code distributions},
 * each with its {@code curve}, pairs of a value and the percentage of jobs at or below it, and for
 * slowdowns the percentage that is 1 and that is below 3. For use by several threads.
 */
public final class SetupSimulation implements Function<Setup, CellResult> {
    private static final int POINT_COUNT_MAX = 200;
    private static final int DIGITS = 6;
    private static final double NS_PER_S = 1e9;

    private final DataSets dataSets;
    private final PolicyCatalogue policies;

    /**
     * Simulations on some jobs.
     *
     * @param dataSets where they come from
     * @param policies where policies come from
     */
    public SetupSimulation(final DataSets dataSets, final PolicyCatalogue policies) {
        this.dataSets = dataSets;
        this.policies = policies;
    }

    @Override
    public CellResult apply(final Setup setup) {
        final SimulationSettings settings =
                setup.configuration()
                        .settings(
                                MachineDescription.of(
                                        DataSets.MACHINE.nodeCount(),
                                        DataSets.MACHINE.coresPerNode()),
                                setup.semantics());
        final Curves curves = new Curves();
        try (Workload workload = dataSets.open(setup.dataSet(), setup.semantics());
                ForgetfulJournal journal = new ForgetfulJournal();
                Simulation simulation =
                        new Simulation(
                                settings,
                                workload,
                                policies,
                                journal,
                                (outcome, slices) -> curves.add(outcome))) {
            final ScheduleSummary summary = simulation.run();
            if (summary.all().jobs() == 0) {
                throw new WorkloadException("no line of the trace is a job", null);
            }
            final CellResult result = CellResult.of(summary);
            curves.write(((ObjectNode) result.summary()).putObject("distributions"));
            return result;
        }
    }

    /** Values of single jobs. */
    private static final class Curves {
        private final DoubleStream.Builder slowdowns = DoubleStream.builder();
        private final DoubleStream.Builder interactiveSlowdowns = DoubleStream.builder();
        private final DoubleStream.Builder interactiveWaitsS = DoubleStream.builder();

        void add(final JobOutcome outcome) {
            final boolean isInteractive = outcome.job().jobClass() == JobClass.INTERACTIVE;
            if (outcome.hasRun() && isInteractive) {
                interactiveWaitsS.add(outcome.waitNs() / NS_PER_S);
            }
            if (outcome.state() == OutcomeState.COMPLETED) {
                slowdowns.add(outcome.slowdown());
                if (isInteractive) {
                    interactiveSlowdowns.add(outcome.slowdown());
                }
            }
        }

        void write(final ObjectNode distributions) {
            writeSlowdowns(distributions.putObject("slowdown"), slowdowns.build().toArray());
            writeSlowdowns(
                    distributions.putObject("interactive_slowdown"),
                    interactiveSlowdowns.build().toArray());
            writeCurve(
                    distributions.putObject("interactive_wait_s"),
                    interactiveWaitsS.build().toArray());
        }

        private static void writeSlowdowns(final ObjectNode target, final double[] values) {
            int unslowed = 0;
            int below3 = 0;
            for (final double value : values) {
                unslowed += value <= 1 ? 1 : 0;
                below3 += value < 3 ? 1 : 0;
            }
            target.put("unslowed_percent", percent(unslowed, values.length));
            target.put("below_3_percent", percent(below3, values.length));
            writeCurve(target, values);
        }

        private static void writeCurve(final ObjectNode target, final double[] values) {
            final ArrayNode curve = target.putArray("curve");
            for (final CumulativeShare.Point point : CumulativeShare.of(values, POINT_COUNT_MAX)) {
                curve.addArray().add(rounded(point.value())).add(rounded(100 * point.share()));
            }
        }

        private static double percent(final int count, final int all) {
            return all == 0 ? 0 : 100.0 * count / all;
        }

        private static BigDecimal rounded(final double value) {
            return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
        }
    }
}
