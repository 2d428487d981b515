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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.spi.PlacementPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardPoliciesTest {
    private final StandardPolicies policies = new StandardPolicies();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fcfs",
                "easy",
                "easy+pack",
                "fcfs+spread",
                "easy+topology",
                "conservative",
                "sjf",
                "ljf+pack",
                "priority",
                "easy-sjf",
                "easy-ljf",
                "easy-sjbf+spread",
                "easy-priority",
                "easy-fairshare",
                "multifactor+pack",
                "easy-multifactor",
                "edf+topology",
                "easy-edf",
                "reference-easy-edf",
                "reference-multifactor",
                "reference-easy-multifactor+topology",
                "reference-easy-sjbf",
                "reference-sjf+pack",
                "reference-fcfs",
                "reference-easy",
                "reference-easy+pack",
                "reference-fcfs+spread",
                "reference-easy+topology",
                "reference-conservative"
            })
    void shouldMakeAPolicyByNameWhenTheVersionIsKnownOrTheNewest(final String name) {
        for (int version = 0; version <= 1; version++) {
            try (PlacementPolicy policy = policies.create(name, version)) {
                assertEquals(name, policy.name());
                assertEquals(1, policy.version());
            }
        }
    }

    @Test
    void shouldLeaveOutBalancedWhenItNamesAPolicy() {
        for (final String name : List.of("fcfs", "easy", "reference-fcfs", "reference-easy")) {
            try (PlacementPolicy policy = policies.create(name + "+balanced", 1)) {
                assertEquals(name, policy.name());
            }
        }
    }

    @Test
    void shouldMakeNoneWhenTheNameOrTheVersionIsUnknown() {
        assertNull(policies.create("lottery", 1));
        assertNull(policies.create("sjbf", 1));
        assertNull(policies.create("EASY", 1));
        assertNull(policies.create("easy_sjf", 1));
        assertNull(policies.create("easy+lottery", 1));
        assertNull(policies.create("lottery+pack", 1));
        assertNull(policies.create("easy+", 1));
        assertNull(policies.create("+pack", 1));
        assertNull(policies.create("easy+pack+pack", 1));
        assertNull(policies.create("", 1));
        assertNull(policies.create("easy", 2));
        assertNull(policies.create("easy", -1));
    }
}
