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
package io.weft.core.explain;

/** A question that has no answer; the message says what was asked and what to ask instead. */
public final class ExplainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the question. */
    public enum Kind {
        /** The journal has no entry. */
        EMPTY,
        /** No job has this id at this position. */
        UNKNOWN_JOB,
        /** The journal has no such position. */
        OUT_OF_RANGE,
        /** No policy has this name. */
        NO_POLICY,
        /** The journal decides otherwise when it is replayed. */
        DIVERGED
    }

    /** What is wrong. */
    private final Kind kind;

    ExplainException(final Kind kind, final String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * What is wrong.
     *
     * @return the kind.
     */
    public Kind kind() {
        return kind;
    }
}
