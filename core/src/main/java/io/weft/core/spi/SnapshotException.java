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
package io.weft.core.spi;

/** A snapshot cannot be used, or one is needed that is not there. The message says what to do. */
public final class SnapshotException extends RuntimeException {
    /** What went wrong, for a program to act on. */
    public enum Kind {
        /** Bytes are not what was written, or not all of them are there. */
        DAMAGED,
        /** The bytes are sound, but another version of the state, or other limits, wrote them. */
        OTHER_LAYOUT,
        /** It does not belong to this journal. */
        OTHER_JOURNAL,
        /** The policy that was in force is not known here. */
        NO_POLICY,
        /** The journal lacks its first entries, and no snapshot makes up for them. */
        NONE_VALID,
        /** The file system refused. */
        STORAGE
    }

    /** What went wrong. */
    private final Kind kind;

    /**
     * A failure with its cure.
     *
     * @param kind what went wrong.
     * @param message what was tried, what was found, what to do next.
     * @param cause or null.
     */
    public SnapshotException(final Kind kind, final String message, final Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * What went wrong.
     *
     * @return the kind.
     */
    public Kind kind() {
        return kind;
    }
}
