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
import io.weft.core.state.ArrayTable;
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jobs of an array are made copies here, for as long as copies may not be submitted. */
class CopiesTest {
    private static final int IS_COPIES_OFFSET = 4;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(16));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 1);
        host.in.submitJob(new JobRequest().jobId(5).walltimeNs(1000).nodes(1, 4).array(4, 0));
        host.in.holdJob(8);
        host.run();
        final ArrayTable arrays = host.state().arrays();
        arrays.slab().buffer().putInt(arrays.slab().offset(0) + IS_COPIES_OFFSET, 1);
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
}
