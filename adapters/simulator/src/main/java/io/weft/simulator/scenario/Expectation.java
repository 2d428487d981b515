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
package io.weft.simulator.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that must hold of the state: {@code job 3 state=PENDING}, {@code multiplicity<=2}.
 *
 * @param line it stands on.
 * @param text as it stands there.
 * @param kind of thing: job, node, queue, or all.
 * @param id of the thing.
 * @param terms what must hold, at least one.
 */
record Expectation(int line, String text, String kind, long id, List<Term> terms) {
    /** Kind of what belongs to no thing. */
    static final String ALL = "all";

    private static final List<String> KINDS = List.of("job", "node", "queue");

    /**
     * Understands the terms of a line.
     *
     * @throws IllegalArgumentException naming what is not understood.
     */
    static Expectation of(final int line, final String text, final List<Term> all) {
        final List<Term> terms = all.stream().filter(Term::isNamed).toList();
        final List<Term> words = new ArrayList<>(all);
        words.removeAll(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException(text + ", expected PROPERTY=VALUE");
        }
        if (words.isEmpty()) {
            return new Expectation(line, text, ALL, -1, terms);
        }
        final String kind = words.get(0).value();
        if (words.size() != 2 || !KINDS.contains(kind)) {
            throw new IllegalArgumentException(text + ", expected one of " + KINDS + " and its id");
        }
        return new Expectation(line, text, kind, Quantity.parse(words.get(1).value()), terms);
    }
}
