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

/**
 * Observes and commands one resource manager; the only class of an adapter that knows its texts.
 *
 * <p>Commands are orders about a job, not transactions: that they return says that the manager took
 * them, and what became of them is observed. Each has a time limit. A failure says whether the
 * command may have been carried out, or may be carried out up to {@link BridgeSettings#settleNs()}
 * later. An implementation makes sure that the job with the number of the key is still the one that
 * the key names, as far as the manager lets it.
 *
 * <p>Threads: one thread calls, that of the bridge. Nothing is retried in here; the bridge does.
 */
public interface ResourceManager extends AutoCloseable {
    /**
     * Looks at everything in the managed queues.
     *
     * @return what there is, whole.
     * @throws ManagerException when it cannot be seen whole.
     */
    Observation observe() throws ManagerException;

    /**
     * Has a held job started on these nodes, and keeps the token with it. The job may run some time
     * later, or not at all. One that its user holds is refused.
     *
     * @param order which job, where.
     * @throws ManagerException when the manager does not take the order; REFUSED leaves the job
     *     held.
     */
    void start(StartOrder order) throws ManagerException;

    /**
     * Takes an order to start back: a released job that has not begun is held again. One that runs
     * must be left alone, and one that is held is left as it is.
     *
     * @param key of the job.
     * @throws ManagerException when the manager does not do so.
     */
    void withdraw(JobKey key) throws ManagerException;

    /**
     * Ends a job, whether it waits or runs. One that has ended or is unknown is no failure.
     *
     * @param key of the job.
     * @throws ManagerException when the manager does not do so.
     */
    void cancel(JobKey key) throws ManagerException;

    /**
     * Stops the processes of a running job; one that is suspended stays so.
     *
     * @param key of the job.
     * @throws ManagerException when the manager does not do so.
     */
    void suspend(JobKey key) throws ManagerException;

    /**
     * Lets a suspended job go on, on the nodes it has; one that runs is left alone. The cores may
     * be others than before. An adapter that cannot move the processes leaves them where they are:
     * then a node has as many processes as the kernel counts, but a core may have more.
     *
     * @param order the job, the token it was started with, and what it has from now on.
     * @throws ManagerException when the manager does not do so.
     */
    void resume(StartOrder order) throws ManagerException;

    /**
     * Ends the processes of a running or suspended job and holds the job, to be started anew.
     *
     * @param key of the job.
     * @throws ManagerException when the manager does not do so.
     */
    void requeue(JobKey key) throws ManagerException;

    /**
     * Shows a text beside a job that waits, where users look; it must not touch a token.
     *
     * @param key of the job.
     * @param text one line of ASCII.
     * @throws ManagerException when the manager does not do so.
     */
    void annotate(JobKey key, String text) throws ManagerException;

    /**
     * Since when the manager remembers all that it took: when it came up last, if what it did just
     * before that may be forgotten. Rounded up, on the clock of the kernel: both are on one
     * machine, or their clocks agree to a second.
     *
     * @return ns since 1970; {@link Long#MIN_VALUE} for one that never forgets what it took, {@link
     *     Long#MAX_VALUE} when it cannot be told.
     * @throws ManagerException when nobody answers.
     */
    default long upSinceNs() throws ManagerException {
        return Long.MIN_VALUE;
    }

    /**
     * Has a held job wait for its user, as if he held it himself, and shows him why. Asked only of
     * a manager that forgets, see {@link #upSinceNs()}; repeated until that is observed. A job that
     * waits so already is shown the text.
     *
     * @param key of the job.
     * @param text one line of ASCII.
     * @throws ManagerException when the manager does not do so; REFUSED for a job that is not held.
     */
    default void holdForUser(final JobKey key, final String text) throws ManagerException {
        throw ManagerException.refused("Cannot hold a job for its user: " + key);
    }

    /** Gives up what the connection holds; twice does no harm. */
    @Override
    void close();
}
