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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.spi.Journal;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.ncs.NcsEdition;
import io.weft.simulator.ncs.NcsHost;
import io.weft.simulator.ncs.NcsModel;
import io.weft.simulator.ncs.NcsRules;
import io.weft.simulator.ncs.NcsTiming;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;

/**
 * Stands between the workload, the kernel and the rules of the published simulator ({@link
 * io.weft.simulator.ncs}). The kernel checks and journals every placement. Two of the rules it has
 * no word for, so they are said with others: nobody is killed, hence its jobs have the longest
 * limit that there is; and a process that moves makes its job's start fail, after which the policy
 * starts the job where it is now. So no job is ever reported as started.
 */
final class NcsPlayer implements Player, NcsHost {
    private static final long LONGEST_LIMIT_NS = 10L * 365 * 24 * 3600 * 1_000_000_000L;

    private final SimulationSettings settings;
    private final Workload workload;
    private final OutcomeListener listener;
    private final NcsModel model;
    private final KernelHost kernel;
    private final HeldSlices none = new HeldSlices();
    private JobSpec arriving;
    private JobSpec submitted;
    private boolean isRefused;
    private long movedCount;

    NcsPlayer(
            final SimulationSettings settings,
            final Workload workload,
            final Journal journal,
            final OutcomeListener listener) {
        this.settings = settings;
        this.workload = workload;
        this.listener = listener;
        final String policy = settings.profile().text() + "-" + settings.policy();
        model = new NcsModel(rules(settings), policy, this);
        kernel =
                new KernelHost(
                        new SimulationSettings(settings)
                                .policy(policy)
                                .rebalances(false)
                                .schedulesMemory(false),
                        (name, version) -> model.policy(),
                        journal,
                        new Decisions());
        arriving = workload.next();
    }

    private static NcsRules rules(final SimulationSettings settings) {
        final MachineDescription machine = settings.machine();
        final NcsEdition edition = settings.profile().edition();
        final NodeGroup group = machine.groups().get(0);
        if (machine.isAnywhere() || !machine.isUniform()) {
            throw new IllegalArgumentException(
                    "machine=" + machine + ", expected nodes that are all alike");
        }
        return new NcsRules(
                edition,
                NcsTiming.of(settings.policy()),
                machine.nodeCount(),
                group.cores(),
                group.memory() == 0 ? NcsRules.MEMORY_KIB_DEFAULT : group.memory() >> 10,
                settings.maxMultiplicity(),
                edition.hasOverhead() ? settings.overheadPerMille() / 1000.0 : 1.0);
    }

    @Override
    public void run() {
        while (nextTimeNs() != NcsModel.NEVER) {
            step();
        }
    }

    /**
     * When the next event happens, ns; {@link NcsModel#NEVER}: all is over.
     *
     * @throws IllegalStateException if jobs are left over
     */
    long nextTimeNs() {
        while (arriving != null && arriving.submitNs() <= model.nextTimeNs()) {
            model.submit(arriving);
            arriving = workload.next();
        }
        final long timeNs = model.nextTimeNs();
        if (timeNs == NcsModel.NEVER && model.jobCount() > 0) {
            throw new IllegalStateException("jobs=" + model.jobCount() + " wait for ever");
        }
        return timeNs;
    }

    /** Lets it happen. */
    void step() {
        kernel.advance(model.nextTimeNs());
        model.step();
    }

    @Override
    public boolean submit(final JobSpec job) {
        submitted = job;
        isRefused = false;
        kernel.submit(job, LONGEST_LIMIT_NS);
        kernel.settle();
        return !isRefused;
    }

    @Override
    public void takeBack(final long jobId) {
        movedCount++;
        kernel.jobStartFailed(jobId);
    }

    @Override
    public void end(
            final JobSpec job,
            final long startNs,
            final long endNs,
            final long cpuTimeNs,
            final AllocationSlices slices) {
        listener.onOutcome(
                new JobOutcome(
                        job,
                        OutcomeState.COMPLETED,
                        ReasonCode.ENDED,
                        0,
                        startNs,
                        endNs,
                        cpuTimeNs),
                slices);
        kernel.jobEnded(job.id(), EndKind.COMPLETED);
    }

    @Override
    public void pass() {
        kernel.clock(true);
        kernel.settle();
    }

    @Override
    public MachineUse use() {
        return new MachineUse(
                settings.machine().coreCount(),
                model.occupiedCoreS(),
                model.processS(),
                model.multiplicityMax(),
                kernel.entryCount(),
                kernel.decisionCount(),
                movedCount);
    }

    @Override
    public String footprint() {
        return kernel.footprint();
    }

    @Override
    public void close() {
        kernel.close();
    }

    /** Hears what the kernel refuses; the rest is known before. */
    private final class Decisions implements DecisionListener {
        @Override
        public void onInputRejected(
                final DecisionStamp stamp,
                final int inputTemplateId,
                final long id,
                final ReasonCode reason,
                final InputField field,
                final long value,
                final long bound) {
            if (inputTemplateId != SubmitJobDecoder.TEMPLATE_ID) {
                throw new IllegalStateException(
                        "The kernel refused input "
                                + inputTemplateId
                                + " at position="
                                + stamp.position()
                                + ", id="
                                + id
                                + ": "
                                + reason
                                + ", "
                                + field
                                + "="
                                + value
                                + ", bound="
                                + bound);
            }
            isRefused = true;
            none.clear();
            listener.onOutcome(
                    JobOutcome.ofNoRun(submitted, OutcomeState.REJECTED, reason, value), none);
        }
    }
}
