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
package io.weft.simulator.workload;

import io.weft.core.wire.JobClass;
import java.util.List;

/**
 * Jobs drawn from published models: arrivals, sizes and batch run times by Lublin and Feitelson
 * (JPDC 2003), batch estimates by Tsafrir, Etsion and Feitelson (JSSPP 2005), interactive jobs
 * after the patterns of Minami, Endo and Nomura. The same options give the same jobs on every JVM.
 * All jobs are drawn at once: about a microsecond and 32 bytes each, patterns aside, which are
 * drawn when asked for.
 *
 * <p>Queue 0 is interactive, queue 1 batch; users have Zipf-distributed shares of the jobs and no
 * groups; times are whole seconds and begin at midnight.
 */
public final class GeneratedWorkload implements Workload {
    /** The queue of interactive jobs. */
    public static final int INTERACTIVE_QUEUE = 0;

    /** The queue of batch jobs. */
    public static final int BATCH_QUEUE = 1;

    private final MachineShape machine;
    private final boolean isAsPublished;
    private final WorkloadHeader header;
    private final WorkloadTally tally = new WorkloadTally(0);
    private final JobDraws interactive;
    private final JobDraws batch;
    private final SessionModel usages;
    private final UserModel users;
    private final MemoryModel memories;
    private int interactiveIndex;
    private int batchIndex;

    /**
     * Draws all jobs.
     *
     * @throws IllegalArgumentException if so many jobs at so low a load take more than 136 years
     */
    public GeneratedWorkload(GeneratorOptions options) {
        machine = options.machine();
        isAsPublished = options.isAsPublished();
        header = header(options);
        var plan = GeneratorPlan.of(options);
        interactive = plan.interactive();
        batch = plan.batch();
        usages = new SessionModel(RandomStream.USAGE.of(options.seed()));
        users = new UserModel(options.userCount(), RandomStream.USER.of(options.seed()));
        memories = new MemoryModel(options.nodeMemory(), RandomStream.MEMORY.of(options.seed()));
    }

    @Override
    public WorkloadHeader header() {
        return header;
    }

    @Override
    public JobSpec next() {
        boolean hasInteractive = interactiveIndex < interactive.count();
        boolean hasBatch = batchIndex < batch.count();
        if (!hasInteractive && !hasBatch) {
            return null;
        }
        boolean isInteractive =
                hasInteractive
                        && (!hasBatch
                                || interactive.submitS(interactiveIndex)
                                        <= batch.submitS(batchIndex));
        tally.onDelivered();
        return isInteractive
                ? job(interactive, interactiveIndex++, JobClass.INTERACTIVE)
                : job(batch, batchIndex++, JobClass.BATCH);
    }

    @Override
    public WorkloadReport report() {
        return tally.report();
    }

    /** Nothing is open. */
    @Override
    public void close() {}

    private JobSpec job(JobDraws draws, int index, JobClass jobClass) {
        boolean isInteractive = jobClass == JobClass.INTERACTIVE;
        int processors = draws.processors(index);
        long runtimeS = draws.runtimeS(index);
        JobShape shape = JobShape.of(processors, machine);
        return new JobSpec(
                interactiveIndex + batchIndex,
                draws.submitS(index) * SwfLine.NANOS_PER_SECOND,
                runtimeS * SwfLine.NANOS_PER_SECOND,
                draws.estimateS(index) * SwfLine.NANOS_PER_SECOND,
                processors,
                shape.nodeCount(),
                shape.coresPerNode(),
                memories.nextPerNode(shape.coresPerNode()),
                0,
                users.next(),
                JobSpec.NULL_NUMBER,
                isInteractive ? INTERACTIVE_QUEUE : BATCH_QUEUE,
                jobClass,
                isInteractive && !isAsPublished
                        ? usages.nextUsage(runtimeS)
                        : UsagePattern.ALWAYS_BUSY);
    }

    private static WorkloadHeader header(GeneratorOptions options) {
        int nodeCount = options.machine().nodeCount();
        long cores = (long) nodeCount * options.machine().coresPerNode();
        String drawn =
                options.isAsPublished()
                        ? "seed=" + options.seed() + ", as published"
                        : "seed="
                                + options.seed()
                                + ", load="
                                + options.load()
                                + ", interactive share="
                                + options.interactiveShare();
        return new WorkloadHeader(
                nodeCount,
                cores,
                WorkloadHeader.NULL_VALUE,
                List.of(
                        entry("Version", "2.2"),
                        entry("Computer", "Generated by Weft"),
                        entry("MaxJobs", options.jobCount()),
                        entry("MaxRecords", options.jobCount()),
                        entry("MaxNodes", nodeCount),
                        entry("MaxProcs", cores),
                        entry("Note", drawn),
                        entry("Queue", INTERACTIVE_QUEUE + " interactive"),
                        entry("Queue", BATCH_QUEUE + " batch")));
    }

    private static WorkloadHeader.Entry entry(String key, Object value) {
        return new WorkloadHeader.Entry(key, value.toString());
    }
}
