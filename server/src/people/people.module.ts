import { Module } from '@nestjs/common';
import { Directory } from '../http/access.js';
import { ReachModule } from '../reach/reach.module.js';
import { AreasController } from './areas/areas.controller.js';
import { AreasService } from './areas/areas.service.js';
import { ConsentsController } from './consents/consents.controller.js';
import { ConsentsService } from './consents/consents.service.js';
import { DeciderService } from './imports/decider.service.js';
import { DifferencesController } from './imports/differences.controller.js';
import { ImportsModule } from './imports/imports.module.js';
import { LiaisonsController } from './liaisons/liaisons.controller.js';
import { LiaisonsService } from './liaisons/liaisons.service.js';
import { PostsController } from './posts/posts.controller.js';
import { PostsService } from './posts/posts.service.js';
import { PosterController } from './registrations/poster.controller.js';
import { PosterService } from './registrations/poster.service.js';
import { RegistrationsController, RosterController } from './registrations/registrations.controller.js';
import { RegistrationsService } from './registrations/registrations.service.js';
import { RosterService } from './registrations/roster.service.js';
import { UnitRegistrationsController } from './registrations/unit-registrations.controller.js';
import { UnitRegistrationsService } from './registrations/unit-registrations.service.js';
import { ProfileService } from './stations/profile.service.js';
import { StationsController } from './stations/stations.controller.js';
import { UnitsController } from './units/units.controller.js';
import { UnitsService } from './units/units.service.js';
import { DirectoryService } from './users/directory.service.js';
import { MeController, PeopleController } from './users/me.controller.js';
import { MeService } from './users/me.service.js';
import { SessionController } from './users/session.controller.js';
import { SessionService } from './users/session.service.js';
import { TypedPhonesController } from './users/typed-phones.controller.js';
import { TypedPhonesService } from './users/typed-phones.service.js';
import { ClosingController } from './closing/closing.controller.js';
import { ClosingService } from './closing/closing.service.js';
import { WorkdaysController } from './workdays/workdays.controller.js';
import { WorkdaysService } from './workdays/workdays.service.js';

@Module({
  imports: [ReachModule, ImportsModule],
  controllers: [WorkdaysController, AreasController, UnitsController, SessionController, MeController, PeopleController, ConsentsController, PostsController, RosterController, RegistrationsController, UnitRegistrationsController, StationsController, LiaisonsController, DifferencesController, PosterController, TypedPhonesController, ClosingController],
  providers: [
    DirectoryService, { provide: Directory, useExisting: DirectoryService },
    WorkdaysService, AreasService, UnitsService, MeService, SessionService, ConsentsService, PostsService, RosterService, RegistrationsService, UnitRegistrationsService, ProfileService, LiaisonsService, DeciderService, PosterService, TypedPhonesService, ClosingService,
  ],
  exports: [ImportsModule, DirectoryService, Directory, ClosingService],
})
export class PeopleModule {}
