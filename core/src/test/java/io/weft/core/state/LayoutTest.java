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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.memory.Footprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row is laid out as its class comment says, without overlap or gap. */
class LayoutTest {
    private final Footprint footprint = new Footprint();
    private final Limits limits = new Limits().nodeCount(3).coresPerNode(1).jobCount(2);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                JobLayout.class,
                NodeLayout.class,
                AllocationLayout.class,
                TermsLayout.class,
                DependencyLayout.class,
                ArrayLayout.class,
                QueueTable.class,
                ServiceLayout.class,
                SharingTable.class,
                NameTable.class,
                LimitTable.class,
                HoldingTable.class,
                LicenceTable.class,
                GroupTable.class,
                GroupKey.class
            })
    void shouldBeLaidOutAsPictured(final Class<?> layout) throws Exception {
        final LayoutPicture picture = LayoutPicture.of(layout);

        picture.assertWhole();
        picture.assertSameAsConstantsOf(layout);
    }

    @Test
    void shouldHaveLengthThatIsPictured() throws Exception {
        final ClusterState state = new ClusterState(limits, footprint);

        assertEquals(JobLayout.LENGTH, LayoutPicture.of(JobLayout.class).length());
        assertEquals(NodeLayout.LENGTH, LayoutPicture.of(NodeLayout.class).length());
        assertEquals(AllocationLayout.length(1), LayoutPicture.of(AllocationLayout.class).length());
        assertEquals(
                state.queues().slab().rowLength(), LayoutPicture.of(QueueTable.class).length());
        assertEquals(state.names().slab().rowLength(), LayoutPicture.of(NameTable.class).length());
        assertEquals(
                state.gates().limits().slab().rowLength(),
                LayoutPicture.of(LimitTable.class).length());
        assertEquals(
                state.gates().holdings().slab().rowLength(),
                LayoutPicture.of(HoldingTable.class).length());
        assertEquals(
                state.gates().licences().slab().rowLength(),
                LayoutPicture.of(LicenceTable.class).length());
        assertEquals(
                state.gates().groups().rowLength(), LayoutPicture.of(GroupTable.class).length());
        assertEquals(GroupTable.KEY_LENGTH, LayoutPicture.of(GroupKey.class).length());
        assertEquals(JobLayout.LENGTH, state.jobs().slab().rowLength());
        assertEquals(NodeLayout.LENGTH, state.nodes().slab().rowLength());
    }

    @Test
    void shouldGrowByWordForEvery64CoresOrNodes() {
        final Limits wide = new Limits().nodeCount(65).coresPerNode(1024).jobCount(2);
        final ClusterState narrow = new ClusterState(limits, footprint);
        final ClusterState state = new ClusterState(wide, footprint);

        assertEquals(
                narrow.allocations().slab().rowLength() + 15 * Long.BYTES,
                state.allocations().slab().rowLength());
        assertEquals(
                narrow.queues().slab().rowLength() + Long.BYTES, state.queues().slab().rowLength());
    }
}
