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
package io.weft.bench;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.placement.StandardPolicies;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What it costs to know when a waiting job could start, as the machine and the number of running
 * jobs grow. A whole kernel with a journal in memory and EASY, nodes of 128 cores that are full of
 * equal jobs of 1 to 10 hours; one job waits, of 1 node, of 64, of all, or of all cores anywhere.
 * An event is one job that ends or one that is submitted and starts in its place, with the pass
 * that follows; the waiting job is promised its start anew in each.
 *
 * <p>Arguments: pairs of a node count and a number of running jobs on each node, {@code 1000 10},
 * {@code 1000 100}, {@code 10000 10}, {@code 100000 1} and {@code 100000 10} if there are none; a
 * word before them is the policy, {@code easy} if there is none. Run it with {@code
 * -Dagrona.disable.bounds.checks=true}.
 */
public final class TimelineScale {
    private static final int[] CASES = {1000, 10, 1000, 100, 10_000, 10, 100_000, 1, 100_000, 10};
    private static final int CORE_COUNT = 128;
    private static final int EVENTS = 4000;
    private static final int WARM_UP = 1000;
    private static final long MAX_NS = 4_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final PrintStream out;
    private final SplittableRandom random = new SplittableRandom(1);
    private final DecisionListener nobody = new DecisionListener() {};
    private final long[] eventsNs = new long[EVENTS];
    private Kernel kernel;
    private InputWriter in;
    private int nodeCount;
    private int jobsPerNode;
    private long nextJobId;

    private TimelineScale(final PrintStream out) {
        this.out = out;
    }

    /**
     * Measures and prints a table.
     *
     * @param args pairs of node count and running jobs on each node.
     */
    public static void main(final String[] args) {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final boolean isNamed = args.length > 0 && !Character.isDigit(args[0].charAt(0));
        final String policy = isNamed ? args[0] : "easy";
        final int from = isNamed ? 1 : 0;
        final int[] given = Arrays.stream(args).skip(from).mapToInt(Integer::parseInt).toArray();
        final int[] cases = given.length == 0 ? CASES : given;
        final TimelineScale scale = new TimelineScale(out);
        out.printf(
                Locale.ROOT,
                "%s %s, load %.1f, bounds checks %s, policy %s%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Boolean.getBoolean("agrona.disable.bounds.checks") ? "off" : "on",
                policy);
        out.println("  nodes  running        head  events   p50 ns    p99 ns    max ns   mean ns");
        for (int i = 0; i + 1 < cases.length; i += 2) {
            scale.measure(policy, cases[i], cases[i + 1]);
        }
    }

    private void measure(final String policy, final int nodes, final int perNode) {
        nodeCount = nodes;
        jobsPerNode = perNode;
        final int jobCount = nodes * perNode + 16;
        try (Kernel opened =
                Kernel.embed(
                        new KernelContext()
                                .limits(
                                        new Limits()
                                                .nodeCount(nodes)
                                                .coresPerNode(CORE_COUNT)
                                                .jobCount(jobCount)
                                                .allocationCount(jobCount + nodes)
                                                .queueCount(4)
                                                .nameCount(1))
                                .journal(new MemoryJournal(1 << 24, 1))
                                .policies(new StandardPolicies())
                                .clock(() -> HOUR_NS)
                                .verify(false))) {
            kernel = opened;
            in = opened.inputWriter();
            fill(policy);
            measure("none", null);
            measure("1 node", job().nodes(1, CORE_COUNT));
            measure("64 nodes", job().nodes(64, CORE_COUNT));
            measure("all nodes", job().nodes(nodes, CORE_COUNT));
            measure("all cores", job().coresAnywhere(nodes * CORE_COUNT));
        }
    }

    private void fill(final String policy) {
        for (int id = 0; id < nodeCount; id++) {
            while (!in.defineNode(id, CORE_COUNT, 1L << 38, 0, 0, 0, -1)) {
                work();
            }
        }
        work();
        in.defineQueue(new QueueRequest(0).maxMultiplicity(1));
        in.setPolicy(policy, 0, 1000, true, true);
        work();
        for (int i = 0; i < nodeCount * jobsPerNode; i++) {
            in.submitJob(
                    job().nodes(1, CORE_COUNT / jobsPerNode)
                            .walltimeNs(random.nextLong(HOUR_NS, 10 * HOUR_NS)));
            work();
        }
    }

    private JobRequest job() {
        return new JobRequest().jobId(++nextJobId).queueId(0).walltimeNs(HOUR_NS);
    }

    private void measure(final String name, final JobRequest head) {
        // The job asked for last.
        final long headId = nextJobId;
        if (head != null) {
            in.submitJob(head);
            work();
        }
        final ClusterView view = kernel.view();
        final long fromNs = System.nanoTime();
        int count = -WARM_UP;
        while (count < EVENTS && System.nanoTime() - fromNs < MAX_NS) {
            if (count < 0 && System.nanoTime() - fromNs > MAX_NS / 4) {
                count = 0;
            }
            final int jobRow = view.runningJob(random.nextInt(view.runningCount()));
            in.jobEnded(view.jobId(jobRow), EndKind.COMPLETED, 0);
            note(count++);
            final JobRequest next = job().nodes(1, CORE_COUNT / jobsPerNode);
            in.submitJob(next.walltimeNs(random.nextLong(HOUR_NS, 3 * HOUR_NS)));
            note(count++);
        }
        print(name, Math.max(0, count), view);
        if (head != null) {
            in.cancelJob(headId, 0);
            work();
        }
    }

    private void note(final int index) {
        final long fromNs = System.nanoTime();
        work();
        if (index >= 0) {
            eventsNs[index] = System.nanoTime() - fromNs;
        }
    }

    private void work() {
        while (kernel.doWork() + kernel.poll(nobody, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    private void print(final String name, final int count, final ClusterView view) {
        Arrays.sort(eventsNs, 0, count);
        out.printf(
                Locale.ROOT,
                "%7d  %7d  %10s  %6d  %7d  %8d  %8d  %8d%n",
                nodeCount,
                view.runningCount(),
                name,
                count,
                count == 0 ? 0 : eventsNs[count / 2],
                count == 0 ? 0 : eventsNs[count * 99 / 100],
                count == 0 ? 0 : eventsNs[count - 1],
                count == 0 ? 0 : Arrays.stream(eventsNs, 0, count).sum() / count);
    }
}
