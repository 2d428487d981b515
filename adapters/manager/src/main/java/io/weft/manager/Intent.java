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

/** What the kernel wants of a job, as its decisions and the observations told to it say. */
enum Intent {
    /** Submitted; the kernel has not answered. */
    NEW,
    /** The kernel did not take it; it stays where it is and is submitted again later. */
    REJECTED,
    /** Waits; the kernel says when. */
    WAITING,
    /** To be started; not seen to run. */
    STARTING,
    /** Runs. */
    RUNNING,
    /** To be suspended. */
    PAUSING,
    /** Suspended. */
    SUSPENDED,
    /** To go on. */
    CONTINUING,
    /** To be ended. */
    ENDING,
    /** To be ended and held, and to wait again. */
    REQUEUEING,
    /** Gone from the kernel without a run; to be ended where it waits. */
    CLOSING;

    /** Whether the kernel counts what the job has on its nodes. */
    boolean holdsNodes() {
        return ordinal() >= STARTING.ordinal() && this != CLOSING;
    }
}
