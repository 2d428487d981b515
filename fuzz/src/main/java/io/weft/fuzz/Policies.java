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

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.placement.StandardPolicies;
import io.weft.placement.order.Discipline;
import io.weft.placement.select.Selection;
import java.util.List;
import java.util.stream.Stream;

/** The policies that are tried, and the catalogues that make them. */
final class Policies {
    private static final PolicyCatalogue STANDARD = new StandardPolicies();
    private static final List<String> FIRST = List.of("fcfs", "easy", "conservative");

    /**
     * Names of the fast policies that have a plain version too: a place for each of three
     * disciplines and each selection, taken by the balanced one where a discipline knows no other,
     * then one for each further discipline, with one selection after the other.
     */
    static final List<String> NAMES = Stream.concat(firstNames(), furtherNames()).toList();

    private Policies() {}

    private static Stream<String> firstNames() {
        return FIRST.stream()
                .flatMap(timing -> Stream.of(Selection.values()).map(s -> name(timing, s)));
    }

    private static Stream<String> furtherNames() {
        final Selection[] selections = Selection.values();
        return Stream.of(Discipline.values())
                .filter(each -> !FIRST.contains(each.label()))
                .map(each -> name(each.label(), selections[each.ordinal() % selections.length]));
    }

    private static String name(final String timing, final Selection selection) {
        final String name = timing + "+" + selection.label();
        final boolean isKnown = exists(name) && exists("reference-" + name);
        return isKnown && selection != Selection.BALANCED ? name : timing;
    }

    private static boolean exists(final String name) {
        try (PlacementPolicy policy = STANDARD.create(name, 0)) {
            return policy != null;
        }
    }

    /** The policies themselves. */
    static PolicyCatalogue fast() {
        return STANDARD;
    }

    /** The plain references under the names of the fast ones. */
    static PolicyCatalogue plain() {
        return (name, version) -> STANDARD.create("reference-" + name, version);
    }

    /** The fast ones, attached anew before every so many passes. */
    static PolicyCatalogue fresh(final int interval) {
        return (name, version) -> {
            try (PlacementPolicy policy = STANDARD.create(name, version)) {
                return policy == null
                        ? null
                        : new FreshPolicy(() -> STANDARD.create(name, version), interval);
            }
        };
    }
}
