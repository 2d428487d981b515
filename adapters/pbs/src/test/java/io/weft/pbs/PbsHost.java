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
package io.weft.pbs;

import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeListener;
import io.weft.manager.BridgeSettings;
import io.weft.manager.QueueSpec;
import io.weft.placement.StandardPolicies;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bridge to a fake server, with a journal that outlives it, so that it can be killed. */
final class PbsHost implements BridgeListener, AutoCloseable {
    static final int MAX_MULTIPLICITY = 2;
    private static final Pattern SHARE =
            Pattern.compile("\\(([^:]+):[^)]*weftstart=[^/]+/([0-9_-]+)\\)");

    final FakeClock clock = new FakeClock();
    final FakePbs pbs;
    final FaultyPbs runner;
    final Set<Long> forgotten = new TreeSet<>();
    final List<String> violations = new ArrayList<>();
    private final MemoryJournal journal = new MemoryJournal();
    Bridge bridge;

    PbsHost(final long seed, final int nodeCount) {
        pbs = new FakePbs(clock, nodeCount);
        pbs.onBegin = this::checkMultiplicity;
        runner = new FaultyPbs(clock, pbs, seed);
        launch();
    }

    void launch() {
        final Limits limits =
                new Limits()
                        .nodeCount(8)
                        .coresPerNode(16)
                        .jobCount(512)
                        .queueCount(4)
                        .nameCount(64);
        final QueueSpec queue =
                new QueueSpec("workq", MAX_MULTIPLICITY, 0, JobClass.BATCH, List.of());
        bridge =
                new Bridge(
                        new KernelContext()
                                .limits(limits)
                                .policies(new StandardPolicies())
                                .verify(true),
                        journal,
                        clock,
                        BridgeSettings.of(List.of(queue), "easy"),
                        new PbsCommands(runner, PbsSettings.of("/opt/pbs/bin")),
                        this);
    }

    /** Lets a tenth of a second pass; whether the bridge survived it. */
    boolean step() {
        clock.advance(100 * FakeClock.MILLI);
        runner.advance();
        if (bridge != null) {
            try {
                bridge.doWork();
            } catch (final FaultyPbs.Killed ex) {
                bridge.close();
                bridge = null;
                return false;
            }
        }
        return true;
    }

    void run(final double seconds) {
        final long endNs = clock.nanoTime() + (long) (seconds * FakeClock.SECOND);
        while (clock.nanoTime() < endNs) {
            step();
        }
    }

    FakePbsJob submit(final String... options) {
        final List<String> command = new ArrayList<>(List.of("qsub"));
        command.addAll(List.of(options));
        final PbsJobId id = PbsJobId.parse(pbs.run("alice", command).output().strip());
        return pbs.jobs.stream().filter(job -> job.id.equals(id)).findFirst().orElseThrow();
    }

    /** Who goes on after a stop does so on its old cores; of a node there are never more than M. */
    private void checkMultiplicity() {
        final Map<String, int[]> counts = new LinkedHashMap<>();
        for (final FakePbsJob job : pbs.all()) {
            final Matcher matcher = SHARE.matcher(job.execVnode);
            while (job.state == 'R' && job.hasBegun && matcher.find()) {
                final int[] ofNode =
                        counts.computeIfAbsent(matcher.group(1), n -> new int[FakePbs.CORES + 1]);
                final BitSet cores = cores(matcher.group(2));
                ofNode[FakePbs.CORES] += cores.cardinality();
                if (!job.wasResumed) {
                    cores.stream().forEach(core -> ofNode[core]++);
                }
            }
        }
        counts.forEach(
                (node, ofNode) -> {
                    for (int core = 0; core <= FakePbs.CORES; core++) {
                        final int slots = core == FakePbs.CORES ? FakePbs.CORES : 1;
                        if (ofNode[core] > slots * MAX_MULTIPLICITY) {
                            violations.add(node + " has " + ofNode[core] + " of " + slots);
                        }
                    }
                });
    }

    static BitSet cores(final String ranges) {
        final BitSet cores = new BitSet();
        for (final String range : ranges.split("_")) {
            final String[] ends = range.split("-");
            cores.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return cores;
    }

    @Override
    public void onForgotten(final long jobId, final boolean wasStarted) {
        forgotten.add(jobId);
    }

    @Override
    public void close() {
        if (bridge != null) {
            bridge.close();
        }
        journal.close();
    }
}
