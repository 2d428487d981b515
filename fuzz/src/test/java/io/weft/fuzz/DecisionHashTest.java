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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.NodeIds;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionHashTest {
    private final List<Long> hashes = new ArrayList<>();
    private final DecisionListener listener =
            DecisionHash.of((position, number, hash) -> hashes.add(hash));

    private record Stamp(long position, int number, long timeNs) implements DecisionStamp {}

    private static NodeIds nodes(final int... ids) {
        final PrimitiveIterator.OfInt each = IntStream.of(ids).iterator();
        return new NodeIds() {
            private int nodeId;

            @Override
            public boolean next() {
                final boolean hasNext = each.hasNext();
                if (hasNext) {
                    nodeId = each.nextInt();
                }
                return hasNext;
            }

            @Override
            public int nodeId() {
                return nodeId;
            }
        };
    }

    @Test
    void shouldBeEqualForEqualDecisionsOfDifferentPlaces() {
        listener.onJobClosed(new Stamp(3, 0, 7), 1, ReasonCode.ENDED, 2);
        listener.onJobClosed(new Stamp(4, 1, 7), 1, ReasonCode.ENDED, 2);

        assertEquals(hashes.get(0), hashes.get(1));
    }

    @Test
    void shouldDifferWhenAnythingThatIsSaidDiffers() {
        listener.onJobClosed(new Stamp(3, 0, 7), 1, ReasonCode.ENDED, 2);
        listener.onJobRequeued(new Stamp(3, 0, 7), 1, ReasonCode.ENDED, 2);
        listener.onJobClosed(new Stamp(3, 0, 8), 1, ReasonCode.ENDED, 2);
        listener.onJobClosed(new Stamp(3, 0, 7), 2, ReasonCode.ENDED, 1);
        listener.onJobClosed(new Stamp(3, 0, 7), 1, ReasonCode.JOB_FAILED, 2);
        listener.onJobClosed(new Stamp(3, 0, 7), 1, ReasonCode.ENDED, 3);

        assertEquals(hashes.size(), hashes.stream().distinct().count());
    }

    @Test
    void shouldReadGroups() {
        listener.onReservationCreated(new Stamp(3, 0, 7), 1, 2, 3, 4, 5, nodes(1, 2));
        listener.onReservationCreated(new Stamp(3, 0, 7), 1, 2, 3, 4, 5, nodes(1, 3));
        listener.onReservationCreated(new Stamp(3, 0, 7), 1, 2, 3, 4, 5, nodes(1, 2));

        assertNotEquals(hashes.get(0), hashes.get(1));
        assertEquals(hashes.get(0), hashes.get(2));
    }
}
