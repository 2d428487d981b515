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
package io.weft.core.engine;

/**
 * An invariant broke: the state can no longer be trusted and the kernel has stopped. The message
 * names the position, so that a replay up to it shows how it came about.
 */
public final class HaltException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * A halt.
     *
     * @param message what broke, and where.
     */
    public HaltException(final String message) {
        super(message);
    }

    /**
     * A halt that something else caused.
     *
     * @param message what broke, and where.
     * @param cause of it.
     */
    public HaltException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
