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

/** What a resource manager does with a job, as far as that matters for scheduling. */
public enum ObservedState {
    /** Waits, and the manager does not start it by itself. Jobs that wait for Weft are here. */
    HELD,
    /** Released: the manager starts it as soon as it can. */
    PENDING,
    /** Runs. */
    RUNNING,
    /** Its processes are stopped and keep their memory. */
    SUSPENDED,
    /** Its processes are being ended and cleared away; it may still hold its nodes. */
    COMPLETING,
    /** No process is left and none will be. */
    ENDED
}
