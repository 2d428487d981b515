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
package io.weft.simulator.ncs;

import io.weft.simulator.ncs.Event.Kind;
import java.util.TreeSet;

/**
 * What will happen. The published simulator puts an event that moves in again and takes the former
 * one out by an event of its own at the end of the second; here it moves at once.
 */
final class Agenda {
    private final TreeSet<Event> events = new TreeSet<>();

    void add(final int timeS, final Kind kind, final NcsJob job) {
        events.add(new Event(timeS, kind, job));
    }

    void move(final int fromS, final int toS, final Kind kind, final NcsJob job) {
        if (!events.remove(new Event(fromS, kind, job))) {
            throw new IllegalStateException(job + ": " + kind + " was not due at " + fromS + " s");
        }
        add(toS, kind, job);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** The second at which something happens next. */
    int firstTimeS() {
        return events.first().timeS();
    }

    Event poll() {
        return events.pollFirst();
    }
}
