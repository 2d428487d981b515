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

import io.weft.core.ForgetfulJournal;
import io.weft.core.wire.JobClass;
import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.workload.Workload;
import java.util.List;

/**
 * Two queues under the rules of the published simulator, which knows one: two machines side by
 * side, as its authors ran it twice and put the results together. Time goes on in both at once, so
 * that outcomes come in its order; at one instant interactive jobs are first. Nodes are numbered as
 * on the whole machine. The two kernels keep no journal.
 */
final class NcsQueuesPlayer implements Player {
    private final SimulationSettings settings;
    private final ForgetfulJournal interactiveJournal = new ForgetfulJournal();
    private final ForgetfulJournal otherJournal = new ForgetfulJournal();
    private final NcsPlayer interactive;
    private final NcsPlayer other;

    NcsQueuesPlayer(
            final SimulationSettings settings,
            final Workload workload,
            final OutcomeListener listener) {
        this.settings = settings;
        final int interactiveNodes = settings.interactiveNodes();
        final int otherNodes = settings.machine().nodeCount() - interactiveNodes;
        final WorkloadSplit split =
                new WorkloadSplit(workload, job -> job.jobClass() == JobClass.INTERACTIVE);
        interactive =
                new NcsPlayer(
                        part(interactiveNodes, settings.interactiveMultiplicity()),
                        split.matching(),
                        interactiveJournal,
                        listener);
        other =
                new NcsPlayer(
                        part(otherNodes, settings.maxMultiplicity()),
                        split.rest(),
                        otherJournal,
                        (outcome, slices) ->
                                listener.onOutcome(
                                        outcome, new ShiftedSlices(slices, interactiveNodes)));
    }

    private SimulationSettings part(final int nodeCount, final int maxMultiplicity) {
        final NodeGroup group = settings.machine().groups().get(0);
        if (!settings.machine().isUniform()) {
            throw new IllegalArgumentException(
                    "machine=" + settings.machine() + ", expected nodes that are all alike");
        }
        final NodeGroup nodes =
                new NodeGroup(nodeCount, group.cores(), group.memory(), group.gpus());
        return new SimulationSettings(new MachineDescription(List.of(nodes), false))
                .policy(settings.policy())
                .profile(settings.profile())
                .maxMultiplicity(maxMultiplicity)
                .overheadPerMille(settings.overheadPerMille())
                .jobCountMax(settings.jobCountMax());
    }

    @Override
    public void run() {
        long interactiveNs = interactive.nextTimeNs();
        long otherNs = other.nextTimeNs();
        while (Math.min(interactiveNs, otherNs) != Long.MAX_VALUE) {
            if (interactiveNs <= otherNs) {
                interactive.step();
                interactiveNs = interactive.nextTimeNs();
            } else {
                other.step();
                otherNs = other.nextTimeNs();
            }
        }
    }

    @Override
    public MachineUse use() {
        final MachineUse a = interactive.use();
        final MachineUse b = other.use();
        return new MachineUse(
                a.coreCount() + b.coreCount(),
                a.occupiedCoreS() + b.occupiedCoreS(),
                a.processS() + b.processS(),
                Math.max(a.multiplicityMax(), b.multiplicityMax()),
                a.entries() + b.entries(),
                a.decisions() + b.decisions(),
                a.rebounds() + b.rebounds());
    }

    @Override
    public String footprint() {
        return interactive.footprint() + System.lineSeparator() + other.footprint();
    }

    @Override
    public void close() {
        interactive.close();
        other.close();
        interactiveJournal.close();
        otherJournal.close();
    }
}
