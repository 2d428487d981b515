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
/**
 * What stands above a bridge, once for all resource managers: {@link
 * io.weft.manager.daemon.SiteFile} reads the configuration of a site and says everything that is
 * wrong with it at once, {@link io.weft.manager.daemon.Daemon} opens the journal and runs the
 * bridge until it is told to stop, {@link io.weft.manager.daemon.StatusFile} tells how it is doing,
 * also when it is dead, and a {@link io.weft.manager.daemon.SiteExam} says what a site has to
 * change. An adapter brings a {@link io.weft.manager.daemon.SiteAdapter}.
 */
package io.weft.manager.daemon;
