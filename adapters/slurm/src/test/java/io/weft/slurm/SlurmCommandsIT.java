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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.NodeShare;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import io.weft.manager.StartOrder;
import io.weft.manager.StartToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Slurm, observed and commanded. */
class SlurmCommandsIT {
    private static SlurmCluster cluster;
    private static SlurmCommands slurm;
    private static int startCount;

    @BeforeAll
    static void start() {
        cluster = SlurmCluster.start(4, 16, 1);
        slurm = new SlurmCommands(cluster.settings());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            slurm.close();
            cluster.close();
        }
    }

    private static ObservedJob job(final long id) {
        return job(id, JobKey.NO_TASK);
    }

    private static ObservedJob job(final long id, final int task) {
        try {
            return slurm.observe().jobs().stream()
                    .filter(job -> job.key().id() == id && job.key().taskIndex() == task)
                    .findFirst()
                    .orElse(null);
        } catch (final ManagerException ex) {
            throw new AssertionError(ex);
        }
    }

    private static void awaitState(final JobKey key, final ObservedState state) {
        cluster.await(key + " " + state, () -> job(key.id(), key.taskIndex()).state() == state);
    }

    private static NodeShare share(final String node, final int... cores) {
        final BitSet bits = new BitSet();
        for (final int core : cores) {
            bits.set(core);
        }
        return new NodeShare(node, bits, 0, 0);
    }

    private static StartToken startAndAwait(final JobKey key, final NodeShare... shares)
            throws ManagerException {
        final StartToken token = new StartToken(100 + startCount++, 1);
        slurm.start(new StartOrder(key, token, List.of(shares)));
        awaitState(key, ObservedState.RUNNING);
        return token;
    }

    @Test
    void shouldStartAHeldJobOnChosenNodesAndCores() throws ManagerException, IOException {
        final Path seen = Files.createTempFile(cluster.folder(), "seen", "");
        cluster.run("chmod", "666", "" + seen);
        final long id =
                cluster.submit(
                        "srun sh -c 'echo $SLURMD_NODENAME $(grep Cpus_allowed_list"
                                + " /proc/self/status) >> "
                                + seen
                                + "'; sleep 100",
                        "-N2",
                        "--ntasks-per-node=1",
                        "-t5",
                        "--comment=class=urgent, x|y");
        final ObservedJob before = job(id);
        assertEquals(ObservedState.HELD, before.state());
        assertNull(before.token());
        assertEquals(JobClass.URGENT, before.ask().classHint());

        final StartToken token = startAndAwait(before.key(), share("n2", 0), share("n4", 1));

        final ObservedJob running = job(id);
        assertEquals(before.key(), running.key());
        assertEquals(List.of("n2", "n4"), running.nodes());
        assertEquals(token, running.token());
        assertEquals(JobClass.URGENT, running.ask().classHint());
        cluster.await("two tasks", () -> lines(seen).size() == 2);
        final List<String> lines = new ArrayList<>(lines(seen));
        lines.sort(null);
        assertEquals(
                List.of("n2 Cpus_allowed_list: 0", "n4 Cpus_allowed_list: 1"),
                lines.stream().map(line -> line.replaceAll("\\s+", " ")).toList());
        slurm.cancel(before.key());
        awaitState(before.key(), ObservedState.ENDED);
        assertEquals(EndKind.CANCELLED, job(id).end().kind());
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException ex) {
            throw new AssertionError(ex);
        }
    }
}
