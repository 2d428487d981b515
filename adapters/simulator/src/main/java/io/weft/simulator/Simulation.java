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

import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleMetrics;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.Workload;
import java.util.List;

/**
 * Plays a workload against a kernel, in virtual time: from one instant at which something happens
 * to the next. Arrivals, ends of phases and time limits make the instants; the {@link
 * SemanticsProfile} puts in order what happens at each. When nothing can happen any more, jobs that
 * still wait are reported as never started.
 *
 * <p>Every job of the workload has exactly one outcome. Jobs are taken from the workload one at a
 * time, and only those that wait or run are held.
 *
 * <p>Used by one thread, once: make one, {@link #run()}, close it.
 */
public final class Simulation implements AutoCloseable {
    private final ScheduleMetrics metrics = new ScheduleMetrics();
    private final Player player;

    /**
     * A simulation that has not begun: the kernel is made and knows machine, queue and policy.
     *
     * @param settings what is simulated; copied
     * @param workload where jobs come from; the caller closes it
     * @param policies where the policy comes from; semantics of ncs bring their own
     * @param journal an empty one; the caller closes it, after the simulation. Stays empty under
     *     semantics of ncs with two queues, which are two kernels
     * @param listener receives every outcome as it happens
     * @throws io.weft.simulator.scenario.ScenarioException if an input of the script is what the
     *     simulation itself says
     * @throws IllegalArgumentException if the policy is unknown, the journal not empty, or the
     *     settings do not go with the semantics
     */
    public Simulation(
            final SimulationSettings settings,
            final Workload workload,
            final PolicyCatalogue policies,
            final Journal journal,
            final OutcomeListener listener) {
        final OutcomeListener both =
                (outcome, slices) -> {
                    metrics.onOutcome(outcome, slices);
                    listener.onOutcome(outcome, slices);
                };
        final SimulationSettings copy = new SimulationSettings(settings);
        if (copy.timesliceNs() > 0 && copy.profile() != SemanticsProfile.EXACT) {
            throw new IllegalArgumentException(
                    "timesliceNs="
                            + copy.timesliceNs()
                            + ", expected 0 under semantics="
                            + copy.profile().text());
        }
        if ((copy.failures() != null || copy.inputs() != null)
                && copy.profile() != SemanticsProfile.EXACT) {
            throw new IllegalArgumentException(
                    "failures="
                            + copy.failures()
                            + ", inputs="
                            + (copy.inputs() == null ? null : copy.inputs().file())
                            + ", expected none under semantics="
                            + copy.profile().text());
        }
        if (copy.preemption() != null
                && (copy.profile() != SemanticsProfile.EXACT || copy.timesliceNs() > 0)) {
            throw new IllegalArgumentException(
                    "preemption="
                            + copy.preemption()
                            + ", expected none under semantics="
                            + copy.profile().text()
                            + ", timesliceNs="
                            + copy.timesliceNs());
        }
        if (!copy.restartCosts().equals(RestartCosts.NONE)
                && copy.profile() != SemanticsProfile.EXACT) {
            throw new IllegalArgumentException(
                    "restartCosts="
                            + copy.restartCosts()
                            + ", expected none under semantics="
                            + copy.profile().text());
        }
        if (copy.malleable() != null
                && (copy.profile() != SemanticsProfile.EXACT || copy.timesliceNs() > 0)) {
            throw new IllegalArgumentException(
                    "malleable="
                            + copy.malleable()
                            + ", expected none under semantics="
                            + copy.profile().text()
                            + ", timesliceNs="
                            + copy.timesliceNs());
        }
        if (copy.hasTwoQueues() && copy.profile() == SemanticsProfile.PYSS) {
            throw new IllegalArgumentException(
                    "interactiveNodes="
                            + copy.interactiveNodes()
                            + ", expected 0 under pyss, which knows one queue");
        }
        if (copy.hasQueueRules() && copy.profile() != SemanticsProfile.EXACT) {
            throw new IllegalArgumentException(
                    "serviceLevels="
                            + copy.serviceLevels()
                            + ", utilisationCaps="
                            + copy.utilisationCaps()
                            + ", expected none under semantics="
                            + copy.profile().text());
        }
        final boolean isLimited =
                !copy.limitRules().isEmpty()
                        || !copy.limits().equals(QueueLimits.NONE)
                        || !copy.interactiveLimits().equals(QueueLimits.NONE);
        if (copy.profile().edition() != null && isLimited) {
            throw new IllegalArgumentException(
                    "limits="
                            + copy.limits()
                            + ", interactiveLimits="
                            + copy.interactiveLimits()
                            + ", limitRules="
                            + copy.limitRules()
                            + ", expected none under ncs");
        }
        if (copy.profile().edition() != null
                && !copy.priorityWeights().equals(PriorityWeights.NONE)) {
            throw new IllegalArgumentException(
                    "priorityWeights=" + copy.priorityWeights() + ", expected none under ncs");
        }
        if (copy.profile().edition() == null) {
            player = new InstantPlayer(copy, workload, policies, journal, both);
        } else if (copy.hasTwoQueues()) {
            player = new NcsQueuesPlayer(copy, workload, both);
        } else {
            player = new NcsPlayer(copy, workload, journal, both);
        }
    }

    /**
     * Plays the whole workload.
     *
     * @return the figures of the schedule
     * @throws io.weft.simulator.workload.WorkloadException when the workload cannot be read on
     */
    public ScheduleSummary run() {
        player.run();
        return metrics.summary(player.use());
    }

    /**
     * What the rules of queues did, after {@link #run()}.
     *
     * @return one for each queue; empty where no queue has a rule
     */
    public List<QueueHistory> queueHistories() {
        return player.histories();
    }

    /**
     * What memory the kernel takes, by owner: fixed from the beginning.
     *
     * @return several lines
     */
    public String footprint() {
        return player.footprint();
    }

    /** Closes the kernel; twice does no harm. */
    @Override
    public void close() {
        player.close();
    }
}
