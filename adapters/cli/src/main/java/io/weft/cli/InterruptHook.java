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
package io.weft.cli;

/**
 * Runs something if the process is told to end, by Ctrl-C or a signal, before this is closed. It
 * runs beside the thread that works, which goes on until the process is gone.
 */
final class InterruptHook implements AutoCloseable {
    private final Thread thread;

    InterruptHook(Runnable action) {
        thread = new Thread(action, "weft-interrupt");
        Runtime.getRuntime().addShutdownHook(thread);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The process is ending already, and the action runs.
        }
    }
}
