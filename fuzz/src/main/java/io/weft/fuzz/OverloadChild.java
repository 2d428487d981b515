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

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.SnapshotReport;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.ReasonCode;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalVerifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.MutableLong;

/**
 * A kernel kept beyond its limits: producers that never stop, a listener that is too slow, tables
 * too small for what comes. It prints what was refused, and why.
 */
final class OverloadChild implements DecisionListener {
    private static final int PRODUCER_COUNT = 2;
    private static final int NODE_COUNT = 4;
    private static final int CORE_COUNT = 8;
    private static final int JOB_COUNT = 64;
    private static final int TABLE_COUNT = 4;
    private static final int INGRESS_LENGTH = 1 << 14;
    private static final int POLL_LIMIT = 64;
    private static final long PAUSE_NS = 1_000_000;

    private static final long ROLL_ENTRIES = 5_000;
    private static final int SNAPSHOT_INTERVAL = 5_000;

    private final Path directory;
    private final long endNs;
    private final SplittableRandom random;
    private final AtomicLong refusedCount = new AtomicLong();
    private final AtomicLong nextJobId = new AtomicLong();
    private final Map<String, MutableLong> counts = new TreeMap<>();
    private final LongArrayList started = new LongArrayList();
    private long deliveredPosition;
    private long acknowledgedPosition;
    private volatile boolean isStopped;

    private OverloadChild(final Path directory, final long seed, final long lengthNs) {
        this.directory = directory;
        random = new SplittableRandom(seed);
        endNs = System.nanoTime() + lengthNs;
    }

    /**
     * Runs.
     *
     * @param args directory of the journal, a seed, how long in ms.
     */
    public static void main(final String[] args) {
        final long lengthNs = Long.parseLong(args[2]) * 1_000_000;
        new OverloadChild(Path.of(args[0]), Long.parseLong(args[1]), lengthNs).run();
    }

    private void run() {
        try (ChronicleJournal journal = open();
                Kernel kernel = Kernel.launch(context(journal))) {
            define(kernel.inputWriter());
            final Thread[] producers = new Thread[PRODUCER_COUNT];
            for (int i = 0; i < PRODUCER_COUNT; i++) {
                final SplittableRandom ofProducer = random.split();
                producers[i] =
                        new Thread(() -> produce(kernel.inputWriter(), ofProducer), "producer");
                producers[i].start();
            }
            poll(kernel);
            isStopped = true;
            for (final Thread producer : producers) {
                FuzzRun.join(producer);
            }
            requireSnapshots(kernel);
        }
        requireRecovery();
        set("refused by the full ring", refusedCount.get());
        set("entries let go", JournalVerifier.verify(directory).firstPosition());
        counts.forEach((name, n) -> System.out.println(name + "=" + n.get()));
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(
                new ChronicleJournal.Context()
                        .directory(directory)
                        .blockSize(1 << 23)
                        .rollEntries(ROLL_ENTRIES)
                        .removeReleased(true));
    }

    private static void requireSnapshots(final Kernel kernel) {
        final SnapshotReport last = kernel.lastSnapshot();
        if (last == null || last.failure() != null) {
            throw new AssertionError(last == null ? "no snapshot was taken" : last.failure());
        }
    }

    /** What is left is enough to go on with. */
    private void requireRecovery() {
        try (ChronicleJournal journal = open();
                Kernel kernel = Kernel.embed(context(journal))) {
            if (kernel.recovery().snapshotPosition() < 0) {
                throw new AssertionError("recovered without a snapshot");
            }
            count("recoveries");
        }
    }

    private void set(final String name, final long value) {
        counts.computeIfAbsent(name, key -> new MutableLong()).set(value);
    }

    private KernelContext context(final ChronicleJournal journal) {
        return new KernelContext()
                .limits(
                        new Limits()
                                .nodeCount(NODE_COUNT)
                                .coresPerNode(CORE_COUNT)
                                .jobCount(JOB_COUNT)
                                .queueCount(1)
                                .nameCount(TABLE_COUNT)
                                .termsCount(TABLE_COUNT)
                                .dependencyCount(TABLE_COUNT))
                .journal(journal)
                .snapshots(FileSnapshotStore.of(directory))
                .snapshotInterval(SNAPSHOT_INTERVAL)
                .policies(Policies.fast())
                .ingressLength(INGRESS_LENGTH);
    }

    private static void define(final InputWriter in) {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
        for (int id = 0; id < NODE_COUNT; id++) {
            in.defineNode(id, CORE_COUNT, 0, 0, 0, 0, -1);
        }
        in.setPolicy("easy", 0, 1200, true, true);
    }

    /** Never waits for anybody: what the ring refuses is gone. */
    private void produce(final InputWriter in, final SplittableRandom ofProducer) {
        final JobRequest job = new JobRequest();
        while (!isStopped) {
            if (!offerAny(in, job, ofProducer)) {
                refusedCount.incrementAndGet();
                Thread.yield();
            }
        }
    }

    private boolean offerAny(
            final InputWriter in, final JobRequest job, final SplittableRandom ofProducer) {
        final long jobId = nextJobId.incrementAndGet();
        switch (ofProducer.nextInt(8)) {
            case 0 -> {
                return in.defineName(ofProducer.nextInt(2 * TABLE_COUNT), NameKind.USER, "name");
            }
            case 1 -> {
                return in.cancelJob(jobId - ofProducer.nextInt(JOB_COUNT), -1);
            }
            case 2 -> job.clear().dependsOn(jobId - 1, DependencyKind.AFTER_ANY);
            case 3 -> job.clear().beginTimeNs(Long.MAX_VALUE / 2);
            default -> job.clear();
        }
        job.jobId(jobId).walltimeNs(1_000_000_000L).nodes(1, 1 + ofProducer.nextInt(CORE_COUNT));
        return in.submitJob(job);
    }

    private void poll(final Kernel kernel) {
        final InputWriter in = kernel.inputWriter();
        while (System.nanoTime() < endNs) {
            counts.computeIfAbsent("decisions", key -> new MutableLong())
                    .addAndGet(kernel.poll(this, POLL_LIMIT));
            endStarted(in);
            acknowledge(in);
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** The observations have to fight for the ring like everything else. */
    private void endStarted(final InputWriter in) {
        while (!started.isEmpty()) {
            final long jobId = started.getLong(started.size() - 1);
            if (!in.jobEnded(jobId, EndKind.COMPLETED, 0)) {
                return;
            }
            started.remove(started.size() - 1);
        }
    }

    /** So does the word that decisions have arrived, without which no entry may go. */
    private void acknowledge(final InputWriter in) {
        if (deliveredPosition > acknowledgedPosition && in.acknowledge(deliveredPosition - 1)) {
            acknowledgedPosition = deliveredPosition;
        }
    }

    private void count(final String name) {
        counts.computeIfAbsent(name, key -> new MutableLong()).increment();
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        count("accepted");
        deliveredPosition = stamp.position();
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        started.addLong(jobId);
    }

    @Override
    public void onInputRejected(
            final DecisionStamp stamp,
            final int inputTemplateId,
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {
        count("rejected " + reason + ' ' + field);
        deliveredPosition = stamp.position();
    }
}
