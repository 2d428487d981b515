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

/** A journal cannot be opened, read or written. The message says what to do next. */
public final class JournalException extends RuntimeException {
    /** What went wrong, for a program to act on. */
    public enum Kind {
        /** Another process holds the journal. */
        LOCKED,
        /** Bytes are not what was written. */
        DAMAGED,
        /** The file system refused. */
        STORAGE,
        /** There is no journal at this place. */
        ABSENT,
        /** The JVM runs without the flags that the journal needs. */
        JVM_FLAGS
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
    public JournalException(final Kind kind, final String message, final Throwable cause) {
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
