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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of a job run apart, and the first that succeeds ends the others. */
class CopiesTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(16));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 1);
        host.in.submitJob(
                new JobRequest().jobId(5).walltimeNs(1000).nodes(1, 4).copies(4, CopySpread.NODES));
        host.in.holdJob(8);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @Test
    void shouldEndOthersWhenOneSucceeds() {
        host.end(6);

        assertEquals(
                List.of(
                        "closed 6 ENDED 0",
                        "terminate 5 COPY_SUCCEEDED 6",
                        "closed 7 COPY_SUCCEEDED 6",
                        "closed 8 COPY_SUCCEEDED 6"),
                host.run());
        host.in.jobEnded(5, EndKind.CANCELLED, 0);
        assertEquals(List.of("closed 5 COPY_SUCCEEDED 6"), host.run());
        assertEquals(0, host.state().arrays().slab().usedCount());
    }

    @Test
    void shouldLetOthersGoOnWhenOneFails() {
        host.in.jobEnded(6, EndKind.FAILED, 1);

        assertEquals(List.of("closed 6 JOB_FAILED 1", "start 7 x1 at 100 1:f"), host.run());
    }

    @Test
    void shouldCountAsSuccessWhicheverCopyIsNamed() {
        host.in.submitJob(
                new JobRequest()
                        .jobId(20)
                        .walltimeNs(1000)
                        .nodes(1, 4)
                        .dependsOn(7, DependencyKind.AFTER_OK));
        host.run();
        host.end(6);

        final List<String> lines = host.run();
        assertEquals("start 20 x1 at 100 1:f", lines.get(lines.size() - 1));
    }

    @Test
    void shouldTakeLateSuccessOfAnother() {
        host.end(6);
        host.run();
        host.end(5);

        assertEquals(List.of("closed 5 ENDED 0"), host.run());
    }

    @Test
    void shouldKeepCopiesOnNodesApartThoughThereAreCores() {
        host.end(6);
        host.end(5);
        host.run();
        host.in.submitJob(
                new JobRequest()
                        .jobId(30)
                        .walltimeNs(1000)
                        .nodes(1, 1)
                        .copies(3, CopySpread.NODES));

        assertEquals(
                List.of("start 30 x1 at 100 0:1", "start 31 x1 at 100 1:1"),
                host.run().stream().filter(line -> line.startsWith("start")).toList());

        host.in.jobEnded(30, EndKind.FAILED, 1);
        assertEquals(List.of("closed 30 JOB_FAILED 1", "start 32 x1 at 100 0:1"), host.run());
    }

    @Test
    void shouldKeepCopiesOnSwitchesApart() {
        host.end(6);
        host.end(5);
        host.run();
        host.in.submitJob(
                new JobRequest()
                        .jobId(30)
                        .walltimeNs(1000)
                        .nodes(1, 1)
                        .copies(2, CopySpread.SWITCHES));

        assertEquals(
                List.of("start 30 x1 at 100 0:1"),
                host.run().stream().filter(line -> line.startsWith("start")).toList());
    }
}
