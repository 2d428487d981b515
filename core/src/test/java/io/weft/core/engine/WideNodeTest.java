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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes of up to 1,024 cores: 16 words of 64. */
class WideNodeTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(1024).jobCount(40));

    @BeforeEach
    void setUp() {
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(15));
        host.in.defineNode(0, 1024, 1000, 0, 0, 0, -1);
        host.in.defineNode(1, 1000, 1000, 0, 0, 0, -1);
        host.in.setPolicy("first-fit", 0, 1200, true, true);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @Test
    void shouldStartJobOnEveryCoreThatExistsAndNoOther() {
        host.submit(1, 2, 1000);
        host.submit(2, 1, 1024);
        final List<String> lines = host.run();

        final StringBuilder node = new StringBuilder("%d:ffffffffffffffff");
        for (int word = 1; word < 15; word++) {
            node.append(" %d:").append(64 * word).append("+ffffffffffffffff");
        }
        final String text = node.toString();
        final String all = text + " %d:960+";
        assertEquals(
                "start 1 x1 at 100 "
                        + (all + "ffffffffff ").replace("%d", "0")
                        + (all + "ffffffffff").replace("%d", "1"),
                lines.get(2));
        assertEquals(
                "start 2 x2 at 100 " + (all + "ffffffffffffffff").replace("%d", "0"), lines.get(3));
        assertEquals(1000, host.state().coresAtOrBelow(1, 1));
        assertEquals(24, host.state().coresAtOrBelow(0, 1));
    }

    @Test
    void shouldFillEveryCoreToHighestMultiplicityAndNoFurther() {
        for (int id = 0; id < 16; id++) {
            host.submit(id, 1, 1024);
        }
        host.run();

        assertEquals(15, host.state().runningCount());
        assertEquals(0, host.state().coresAtOrBelow(0, 14));
        assertEquals(15, host.state().jobMultiplicity(host.row(0)));
        host.end(3);
        assertTrue(host.run().get(1).startsWith("start 15 x15"));
        for (int id = 0; id < 16; id++) {
            host.end(id);
        }
        host.run();
        assertEquals(1024, host.state().coresAtOrBelow(0, 0));
        assertNull(host.replay().divergence());
    }
}
