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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.placement.reference.ReferenceStrict;
import org.junit.jupiter.api.Test;

class FreshPolicyTest {
    private int madeCount;
    private int attachedCount;
    private int passCount;

    private PlacementPolicy make() {
        madeCount++;
        return new ForwardingPolicy(new ReferenceStrict()) {
            @Override
            public void attach(final ClusterView view) {
                attachedCount++;
            }

            @Override
            public void pass(final long timeNs, final PlacementSink sink) {
                passCount++;
            }
        };
    }

    @Test
    void shouldAttachANewPolicyBeforeEverySoManyPasses() {
        try (FreshPolicy policy = new FreshPolicy(this::make, 3)) {
            policy.attach(null);
            for (int i = 0; i < 7; i++) {
                policy.pass(i, null);
            }
        }

        assertEquals(7, passCount);
        assertEquals(4, madeCount);
        assertEquals(4, attachedCount);
    }
}
