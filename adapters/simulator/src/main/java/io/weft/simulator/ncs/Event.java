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

/**
 * Something that happens to a job at a second. Of what happens at the same second the kinds come in
 * their order, of the same kind the lower job id.
 */
record Event(int timeS, Kind kind, NcsJob job) implements Comparable<Event> {
    /** What happens, in the order in which it does at one second. */
    enum Kind {
        START,
        ACTIVATE,
        DEACTIVATE,
        END,
        SUBMIT
    }

    @Override
    public int compareTo(final Event other) {
        if (timeS != other.timeS) {
            return Integer.compare(timeS, other.timeS);
        }
        final int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : Integer.compare(job.id(), other.job.id());
    }
}
