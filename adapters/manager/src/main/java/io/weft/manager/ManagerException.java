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
package io.weft.manager;

/** A resource manager did not do, or did not say, what it was asked for. */
public final class ManagerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Nobody answers. */
        UNREACHABLE,
        /** No answer came in time. */
        TIMEOUT,
        /** The answer makes no sense. */
        GARBLED,
        /** The answer is no, and the message says why. */
        REFUSED
    }

    private final Kind kind;
    private final boolean isAmbiguous;

    /**
     * Something went wrong.
     *
     * @param kind of failure.
     * @param isAmbiguous whether the command may have been carried out, or may yet be.
     * @param message for the operator: what was asked, what was answered.
     */
    public ManagerException(final Kind kind, final boolean isAmbiguous, final String message) {
        this(kind, isAmbiguous, message, null);
    }

    /**
     * Something went wrong because of something else.
     *
     * @param kind of failure.
     * @param isAmbiguous whether the command may have been carried out, or may yet be.
     * @param message for the operator: what was asked, what was answered.
     * @param cause of it, or null.
     */
    public ManagerException(
            final Kind kind,
            final boolean isAmbiguous,
            final String message,
            final Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.isAmbiguous = isAmbiguous;
    }

    /**
     * The manager said no; nothing was done.
     *
     * @param reason what it said.
     * @return the exception.
     */
    public static ManagerException refused(final String reason) {
        return new ManagerException(Kind.REFUSED, false, reason);
    }

    /**
     * What went wrong.
     *
     * @return the kind.
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether the command may have been carried out, or may be carried out a little later.
     *
     * @return false when it certainly was not and will not be.
     */
    public boolean isAmbiguous() {
        return isAmbiguous;
    }
}
